import { z } from 'zod';
import { endpoint, getEndpoint, listEndpoint, Time } from './endpoint.ts';
import { ObjectRefDto } from './plans.ts';

export const FindingDto = z.object({
  id: z.uuid(),
  code: z.string(),
  severity: z.enum(['info', 'warning', 'critical']),
  title: z.string(),
  reason: z.string(),
  remedy: z
    .object({
      sentence: z.string(),
      procedure: z.string().optional(),
      input: z.record(z.string(), z.unknown()).optional(),
      href: z.string().optional(),
    })
    .nullable(),
  object: ObjectRefDto.nullable(),
  openedAt: Time,
  closedAt: Time.nullable(),
});
export const OverviewDto = z.object({
  asOf: Time,
  capacity: z.object({
    sizeBytes: z.number(),
    usedBytes: z.number(),
    provisionedBytes: z.number(),
    pools: z.array(
      z.object({
        id: z.uuid(),
        name: z.string(),
        array: z.string(),
        sizeBytes: z.number(),
        usedBytes: z.number(),
        provisionedBytes: z.number(),
      }),
    ),
  }),
  counts: z.object({
    arrays: z.number(),
    luns: z.number(),
    hosts: z.number(),
    clusters: z.number(),
    vms: z.number(),
    vmsRunning: z.number(),
    templates: z.number(),
    goldensSealed: z.number(),
    goldens: z.number(),
    quarantined: z.number(),
  }),
  jobsToday: z.object({ succeeded: z.number(), failed: z.number(), running: z.number() }),
  agents: z.object({ online: z.number(), total: z.number() }),
  findings: z.array(FindingDto),
});
export const SettingsDto = z.object({
  managementServer: z
    .object({ version: z.enum(['2012 SP1', '2012 R2']), runsOn: z.enum(['WS2012', 'WS2012 R2']) })
    .nullable(),
  quarantineDays: z.number().int().min(0).max(365),
});
const DraftParams = z.object({ wizard: z.string().regex(/^[a-z][a-z-]{1,40}$/) });
export const DraftDto = z.object({
  wizard: z.string(),
  content: z.record(z.string(), z.unknown()).nullable(),
  updatedAt: Time.nullable(),
});

export const consoleEndpoints = [
  endpoint({
    id: 'overview.get',
    method: 'GET',
    path: '/overview',
    role: 'viewer',
    summary: 'The figures of the overview',
    response: OverviewDto,
  }),
  listEndpoint('findings', FindingDto, 'List findings, open ones first'),
  getEndpoint('findings', FindingDto, 'Read a finding'),
  endpoint({
    id: 'settings.get',
    method: 'GET',
    path: '/settings',
    role: 'viewer',
    summary: 'Read the settings',
    response: SettingsDto,
  }),
  endpoint({
    id: 'settings.update',
    method: 'PATCH',
    path: '/settings',
    role: 'admin',
    summary: 'Change the settings',
    body: SettingsDto.partial(),
    response: SettingsDto,
    ifMatch: true,
    problems: ['precondition_failed'],
    example: { quarantineDays: 7 },
  }),
  endpoint({
    id: 'drafts.get',
    method: 'GET',
    path: '/drafts/{wizard}',
    role: 'viewer',
    summary: 'Read your draft of a wizard',
    params: DraftParams,
    response: DraftDto,
  }),
  endpoint({
    id: 'drafts.put',
    method: 'PUT',
    path: '/drafts/{wizard}',
    role: 'viewer',
    summary: 'Keep your draft of a wizard; null forgets it',
    params: DraftParams,
    body: z.object({ content: z.record(z.string(), z.unknown()).nullable() }),
    response: DraftDto,
    example: { content: { count: 5 } },
  }),
  endpoint({
    id: 'search.get',
    method: 'GET',
    path: '/search',
    role: 'viewer',
    summary: 'Find objects by name, id or IQN',
    query: z.object({ q: z.string().trim().min(1).max(200) }),
    response: z.object({
      hits: z.array(z.object({ kind: z.string(), id: z.uuid(), name: z.string(), detail: z.string().nullable() })),
    }),
  }),
] as const;
