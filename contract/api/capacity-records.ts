import { z } from 'zod';
import { ConfidenceName, LimitScopeName, ReservationVerdict } from './capacity-counts.ts';
import { Bytes, endpoint, getEndpoint, IdParams, listEndpoint, Ref, Time } from './endpoint.ts';

const Figure = z.number().int();
const Percent = z.number().int();

const Reach = z.object({
  percent: Percent,
  bytes: Bytes,
  state: z.enum(['reached', 'expected', 'possible', 'not-expected']),
  /** From now; null = not within ten years. */
  days: Figure.nullable(),
  earliestDays: Figure.nullable(),
  latestDays: Figure.nullable(),
});
export const ForecastDto = z.object({
  pool: Ref,
  array: Ref,
  /** 'needs-data' = fewer than `neededDays` days have samples: no trend is shown. */
  status: z.enum(['forecast', 'needs-data']),
  days: Figure,
  neededDays: Figure,
  current: z
    .object({ at: Time, usedBytes: Bytes, provisionedBytes: Bytes, physicalBytes: Bytes, usedPercent: Percent })
    .nullable(),
  overCommit: z.object({ percent: Percent, overBytes: Bytes }).nullable(),
  trend: z
    .object({
      method: z.string(),
      usedBytesPerDay: Bytes,
      lowBytesPerDay: Bytes,
      highBytesPerDay: Bytes,
      provisionedBytesPerDay: Bytes,
    })
    .nullable(),
  reaches: z.array(Reach),
  history: z.array(z.object({ at: Time, usedBytes: Bytes, provisionedBytes: Bytes, physicalBytes: Bytes })),
  projection: z.array(z.object({ at: Time, expectedBytes: Bytes, lowBytes: Bytes, highBytes: Bytes })),
});
export type ForecastDto = z.infer<typeof ForecastDto>;

export const CapacitySummaryDto = z.object({
  asOf: Time,
  totals: z.object({ sizeBytes: Bytes, usedBytes: Bytes, provisionedBytes: Bytes }),
  /** Riskiest first: exceeded, warning, unknown, within; then by the used share of the limit. */
  arrays: z.array(
    z.object({
      array: Ref,
      model: z.string(),
      firmware: z.string(),
      hosts: Figure,
      csvs: Figure,
      planned: Figure,
      /** What the array holds; null = it does not tell. */
      actual: Figure.nullable(),
      limit: Figure.nullable(),
      limitScope: LimitScopeName.nullable(),
      headroom: Figure.nullable(),
      verdict: ReservationVerdict,
    }),
  ),
  /** Soonest full first. */
  pools: z.array(
    ForecastDto.pick({
      pool: true,
      array: true,
      status: true,
      days: true,
      neededDays: true,
      current: true,
      overCommit: true,
      reaches: true,
    }),
  ),
});
export type CapacitySummaryDto = z.infer<typeof CapacitySummaryDto>;

const Firmware = z.string().trim().min(1).max(60).nullable();
const LimitFields = z.strictObject({
  /** For one array, e.g. from a probe … */
  arrayId: z.uuid().nullable(),
  /** … or for a model and a range of firmware (from, inclusive; before, exclusive). */
  arrayModel: z.string().trim().min(1).max(120).nullable(),
  fromFirmware: Firmware,
  beforeFirmware: Firmware,
  scope: LimitScopeName,
  /** null = known to be unknown. */
  value: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER).nullable(),
  /** '1.5' times the plain formula, or an expression of hosts, modules, channels, csvs; null = the plain formula. */
  demand: z.string().trim().min(1).max(200).nullable(),
  source: z.string().trim().min(1).max(300),
  statedOn: z.iso.date().nullable(),
  confidence: ConfidenceName,
});
const { arrayId, arrayModel, fromFirmware, beforeFirmware, demand, statedOn } = LimitFields.shape;
/** Left out = null. Only here: in a PATCH a default would overwrite what is kept. */
const CreateLimit = LimitFields.extend({
  arrayId: arrayId.default(null),
  arrayModel: arrayModel.default(null),
  fromFirmware: fromFirmware.default(null),
  beforeFirmware: beforeFirmware.default(null),
  demand: demand.default(null),
  statedOn: statedOn.default(null),
}).refine((body) => body.arrayId !== null || body.arrayModel !== null, {
  message: 'give arrayId or arrayModel',
  path: ['arrayModel'],
});
export const CapacityLimitDto = z.object({ ...LimitFields.shape, id: z.uuid(), createdAt: Time, updatedAt: Time });
export type CapacityLimitDto = z.infer<typeof CapacityLimitDto>;

/** The sliders, as the console keeps them in its address. */
const ScenarioInput = z.strictObject({
  hosts: z.number().int().min(1).max(1_000_000),
  storageModules: z.number().int().min(1).max(1_000_000),
  channelsPerHostPerModule: z.number().int().min(1).max(1_000_000),
  csvs: z.number().int().min(1).max(1_000_000),
  arrayId: z.uuid().nullable().default(null),
  arrayModel: z.string().trim().max(120).nullable().default(null),
  firmware: z.string().trim().max(60).nullable().default(null),
  supposedLimit: z
    .object({ scope: LimitScopeName, value: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER) })
    .nullable()
    .default(null),
});
const ScenarioFields = z.strictObject({ name: z.string().trim().min(1).max(120), input: ScenarioInput });
export const CapacityScenarioDto = ScenarioFields.extend({
  id: z.uuid(),
  createdBy: z.string(),
  createdAt: Time,
  updatedAt: Time,
});
export type CapacityScenarioDto = z.infer<typeof CapacityScenarioDto>;

const limitExample = {
  arrayModel: 'MD3420',
  scope: 'array',
  value: 1024,
  source: 'vendor support, case 4711',
  statedOn: '2025-01-31',
  confidence: 'high',
};
const scenarioExample = {
  name: 'Two more hosts',
  input: { hosts: 6, storageModules: 2, channelsPerHostPerModule: 2, csvs: 8 },
};

export const capacityRecordEndpoints = [
  endpoint({
    id: 'capacity.forecast',
    method: 'GET',
    path: '/capacity/forecast',
    role: 'viewer',
    summary: 'When pools fill, from their recorded samples',
    query: z.object({ poolId: z.uuid().optional() }),
    response: z.object({ items: z.array(ForecastDto) }),
    problems: ['not_found'],
  }),
  endpoint({
    id: 'capacity.summary',
    method: 'GET',
    path: '/capacity/summary',
    role: 'viewer',
    summary: 'Capacity and registrations of every array, riskiest first',
    response: CapacitySummaryDto,
  }),
  {
    ...listEndpoint('capacity-limits', CapacityLimitDto, 'List registration limits and demands'),
    path: '/capacity/limits',
  },
  { ...getEndpoint('capacity-limits', CapacityLimitDto, 'Read a registration limit'), path: '/capacity/limits/{id}' },
  endpoint({
    id: 'capacity-limits.create',
    method: 'POST',
    path: '/capacity/limits',
    role: 'admin',
    summary: 'State a registration limit or a demand',
    body: CreateLimit,
    response: CapacityLimitDto,
    status: 201,
    idempotent: true,
    problems: ['not_found', 'conflict'],
    example: limitExample,
  }),
  endpoint({
    id: 'capacity-limits.update',
    method: 'PATCH',
    path: '/capacity/limits/{id}',
    role: 'admin',
    summary: 'Change a registration limit',
    params: IdParams,
    body: LimitFields.partial(),
    response: CapacityLimitDto,
    ifMatch: true,
    problems: ['not_found', 'precondition_failed'],
    example: { value: 2048 },
  }),
  endpoint({
    id: 'capacity-limits.delete',
    method: 'DELETE',
    path: '/capacity/limits/{id}',
    role: 'admin',
    summary: 'Forget a registration limit',
    params: IdParams,
    response: z.null(),
    status: 204,
    ifMatch: true,
    problems: ['not_found', 'precondition_failed'],
  }),
  { ...listEndpoint('capacity-scenarios', CapacityScenarioDto, 'List saved scenarios'), path: '/capacity/scenarios' },
  {
    ...getEndpoint('capacity-scenarios', CapacityScenarioDto, 'Read a saved scenario'),
    path: '/capacity/scenarios/{id}',
  },
  endpoint({
    id: 'capacity-scenarios.create',
    method: 'POST',
    path: '/capacity/scenarios',
    role: 'operator',
    summary: 'Save a scenario under a name',
    body: ScenarioFields,
    response: CapacityScenarioDto,
    status: 201,
    idempotent: true,
    problems: ['conflict'],
    example: scenarioExample,
  }),
  endpoint({
    id: 'capacity-scenarios.update',
    method: 'PATCH',
    path: '/capacity/scenarios/{id}',
    role: 'operator',
    summary: 'Rename or change a scenario',
    params: IdParams,
    body: ScenarioFields.partial(),
    response: CapacityScenarioDto,
    ifMatch: true,
    problems: ['not_found', 'conflict', 'precondition_failed'],
    example: { name: 'Three more hosts' },
  }),
  endpoint({
    id: 'capacity-scenarios.delete',
    method: 'DELETE',
    path: '/capacity/scenarios/{id}',
    role: 'operator',
    summary: 'Forget a scenario',
    params: IdParams,
    response: z.null(),
    status: 204,
    ifMatch: true,
    problems: ['not_found', 'precondition_failed'],
  }),
] as const;
