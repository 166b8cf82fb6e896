import { z } from 'zod';
import { CheckDto } from '#contract/problem.ts';
import { csvProcedureInputs } from './csv-procedures.ts';
import { endpoint, getEndpoint, listEndpoint, Time } from './endpoint.ts';

export const ObjectRefDto = z.object({ kind: z.string(), id: z.string().nullable(), name: z.string() });
const Undo = z.union([
  z.object({
    kind: z.literal('operation'),
    title: z.string(),
    operation: z.string(),
    params: z.record(z.string(), z.unknown()),
    proof: z.unknown().nullable(),
  }),
  z.object({ kind: z.literal('none') }),
  z.object({ kind: z.literal('irreversible'), why: z.string() }),
]);
export const PlanRowDto = z.object({
  key: z.string(),
  item: z.string().nullable(),
  title: z.string(),
  agentId: z.string(),
  agentName: z.string(),
  system: z.string(),
  operation: z.string(),
  params: z.record(z.string(), z.unknown()),
  before: z.string().nullable(),
  after: z.string().nullable(),
  undo: Undo,
  proof: z.object({ title: z.string() }).nullable(),
  locks: z.array(z.string()),
  needs: z.array(z.string()),
  /** What its system is driven with by hand; null = only its vendor knows. */
  dialect: z.enum(['powershell', 'shell']).nullable(),
});
export const PlanItemDto = z.object({ key: z.string(), title: z.string(), object: ObjectRefDto.nullable() });
export const EffectDto = z.object({
  key: z.string(),
  label: z.string(),
  unit: z.string(),
  before: z.number().nullable(),
  after: z.number().nullable(),
  limit: z.number().nullable(),
  scope: z.string().nullable(),
  limitUnknown: z.boolean().optional(),
});
export const ChangeDto = z.object({
  object: ObjectRefDto,
  field: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
});
export const PlanDto = z.object({
  id: z.uuid(),
  procedure: z.string(),
  input: z.record(z.string(), z.unknown()),
  title: z.string(),
  items: z.array(PlanItemDto),
  rows: z.array(PlanRowDto),
  checks: z.array(CheckDto),
  effects: z.array(EffectDto),
  changes: z.array(ChangeDto),
  touches: z.array(ObjectRefDto),
  nothingToDo: z.string().nullable(),
  inventoryHash: z.string(),
  createdAt: Time,
  expiresAt: Time,
  createdBy: z.string(),
  /** Limits that an administrator overrode, by the array's name. */
  overrides: z.object({ registrationLimit: z.string().optional() }),
  /** The newest job that applied it. */
  jobId: z.uuid().nullable(),
});
export type PlanDto = z.infer<typeof PlanDto>;
export const PlanSummaryDto = PlanDto.omit({
  rows: true,
  changes: true,
  items: true,
  touches: true,
  effects: true,
  checks: true,
  overrides: true,
});

/** Inputs of the procedures; each is also checked by name inside POST /plans. */
const NamePattern = z
  .string()
  .trim()
  .min(1)
  .max(63)
  .describe("Host names with '{n}' for the number, '{nnn}' for three digits: 'web-{nn}'");
const Count = z.number().int().min(1).max(10_000);
export const procedureInputs = {
  'seal-golden': z.strictObject({ templateId: z.uuid(), mountPathKey: z.string().max(300).optional() }),
  'unseal-golden': z.strictObject({ templateId: z.uuid() }),
  'clone-luns': z.strictObject({
    goldenLunId: z.uuid(),
    count: Count,
    namePattern: NamePattern,
    startNumber: z.number().int().min(0).max(999_999).default(1),
    hostIds: z.array(z.uuid()).min(1).max(64),
  }),
  'clone-vms': z
    .strictObject({
      templateId: z.uuid(),
      count: Count,
      namePattern: NamePattern,
      startNumber: z.number().int().min(0).max(999_999).default(1),
      hostIds: z.array(z.uuid()).min(1).max(64).optional(),
      clusterId: z.uuid().optional(),
      start: z.boolean().default(true),
    })
    .refine((i) => (i.hostIds === undefined) !== (i.clusterId === undefined), {
      message: 'give hostIds or clusterId, not both',
      path: ['hostIds'],
    }),
  'delete-vms': z.strictObject({ vmIds: z.array(z.uuid()).min(1).max(1000) }),
  'restore-luns': z.strictObject({ lunIds: z.array(z.uuid()).min(1).max(1000) }),
  'purge-luns': z.strictObject({ lunIds: z.array(z.uuid()).min(1).max(1000) }),
  ...csvProcedureInputs,
} as const;
export type ProcedureName = keyof typeof procedureInputs;
export type ProcedureInput<N extends ProcedureName> = z.infer<(typeof procedureInputs)[N]>;
export const procedureNames = Object.keys(procedureInputs) as ProcedureName[];

export const planEndpoints = [
  endpoint({
    id: 'plans.create',
    method: 'POST',
    path: '/plans',
    role: 'operator',
    summary: 'Plan a change; nothing is changed yet',
    body: z.object({
      procedure: z.enum(procedureNames as [ProcedureName, ...ProcedureName[]]),
      input: z.record(z.string(), z.unknown()),
      /** An administrator goes beyond a limit on purpose, by typing the array's name. Audited. */
      override: z.strictObject({ registrationLimit: z.string().min(1).max(300) }).optional(),
    }),
    response: PlanDto,
    status: 201,
    problems: ['plan_refused', 'not_found'],
    example: { procedure: 'seal-golden', input: { templateId: '0190a000-0000-7000-8000-000000000000' } },
  }),
  listEndpoint('plans', PlanSummaryDto, 'List plans'),
  getEndpoint('plans', PlanDto, 'Read a plan'),
] as const;
