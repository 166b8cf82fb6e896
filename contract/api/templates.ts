import { z } from 'zod';
import { Bytes, endpoint, getEndpoint, IdParams, listEndpoint, Ref, Time } from './endpoint.ts';

/** One link of the chain template -> virtual disk -> share -> library server -> disk -> LUN -> masking set. */
export const ChainLink = z.object({
  link: z.enum(['virtual-disk', 'library-share', 'library-server', 'disk', 'lun', 'masking-set']),
  found: z.boolean(),
  name: z.string().nullable(),
  id: z.uuid().nullable(),
  problem: z.string().nullable(),
});
export const WriteProbe = z.object({ at: Time, held: z.boolean(), write: z.string(), jobId: z.uuid() });
export const TemplateDto = z.object({
  id: z.uuid(),
  name: z.string(),
  description: z.string().nullable(),
  os: z.string().nullable(),
  cpus: z.number().int(),
  memoryBytes: Bytes,
  isoInDrive: z.boolean(),
  virtualDisk: Ref.nullable(),
  goldenLun: Ref.nullable(),
  array: Ref.nullable(),
  libraryServer: Ref.nullable(),
  sealed: z.boolean(),
  sealedAt: Time.nullable(),
  lastProbe: WriteProbe.nullable(),
  chain: z.array(ChainLink),
  clones: z.number().int(),
  chainDepth: z.number().int().nullable(),
  maxChainDepth: z.number().int().nullable(),
  /** The verdicts of this moment: why a button would be refused. */
  canSeal: z.object({ allowed: z.boolean(), reason: z.string().nullable() }),
  canUnseal: z.object({ allowed: z.boolean(), reason: z.string().nullable() }),
  canClone: z.object({ allowed: z.boolean(), reason: z.string().nullable() }),
});
export type TemplateDto = z.infer<typeof TemplateDto>;
const TemplateFields = z.object({
  name: z.string().trim().min(1).max(120),
  description: z.string().max(2000).nullable(),
  virtualDiskId: z.uuid(),
  os: z.string().max(200).nullable(),
  cpus: z.number().int().min(1).max(512),
  memoryBytes: z.number().int().min(1_048_576),
});
const NewTemplate = TemplateFields.extend({
  description: TemplateFields.shape.description.default(null),
  os: TemplateFields.shape.os.default(null),
});
export const LineageDto = z.object({
  root: Ref.nullable(),
  maxChainDepth: z.number().int().nullable(),
  nodes: z.array(
    z.object({
      lun: Ref,
      uniqueId: z.string(),
      parentUniqueId: z.string().nullable(),
      depth: z.number().int(),
      kind: z.string(),
      access: z.string(),
      quarantinedUntil: Time.nullable(),
      vm: Ref.nullable(),
      host: Ref.nullable(),
    }),
  ),
});

export const templateEndpoints = [
  listEndpoint('templates', TemplateDto, 'List templates'),
  getEndpoint('templates', TemplateDto, 'Read a template'),
  endpoint({
    id: 'templates.lineage',
    method: 'GET',
    path: '/templates/{id}/lineage',
    role: 'viewer',
    summary: 'Golden LUN and every clone of it',
    params: IdParams,
    response: LineageDto,
    problems: ['not_found'],
  }),
  endpoint({
    id: 'templates.create',
    method: 'POST',
    path: '/templates',
    role: 'operator',
    summary: 'Create a template from a virtual disk',
    body: NewTemplate,
    response: TemplateDto,
    status: 201,
    idempotent: true,
    problems: ['conflict', 'not_found'],
    example: {
      name: 'Debian 12',
      virtualDiskId: '0190a000-0000-7000-8000-000000000000',
      cpus: 2,
      memoryBytes: 2147483648,
    },
  }),
  endpoint({
    id: 'templates.update',
    method: 'PATCH',
    path: '/templates/{id}',
    role: 'operator',
    summary: 'Change a template',
    params: IdParams,
    body: TemplateFields.partial(),
    response: TemplateDto,
    ifMatch: true,
    problems: ['not_found', 'conflict', 'precondition_failed'],
    example: { name: 'Debian 12.5' },
  }),
  endpoint({
    id: 'templates.delete',
    method: 'DELETE',
    path: '/templates/{id}',
    role: 'operator',
    summary: 'Delete a template; its virtual disk and LUN stay',
    params: IdParams,
    response: z.null(),
    status: 204,
    ifMatch: true,
    problems: ['not_found', 'precondition_failed'],
  }),
] as const;
