import { z } from 'zod';
import { MAX_COUNT } from '#domain/capacity/whole-number.ts';
import { endpoint } from './endpoint.ts';

/** Whole and positive: zero, negative, fractional and huge counts are refused with the field that is wrong. */
export const CapacityCount = z.number().int().min(1).max(MAX_COUNT);
export const LimitScopeName = z.enum(['lun', 'target', 'pool', 'array']);
/** 'unknown' = no limit is known; it is never shown as fine. */
export const ReservationVerdict = z.enum(['within', 'warning', 'exceeded', 'unknown']);
export const ConfidenceName = z.enum(['high', 'medium', 'low']);
const Figure = z.number().int();

/** Which array is asked about: one of the inventory, or any model. Neither = the plain formula, no limit known. */
const Which = {
  arrayId: z.uuid().optional(),
  arrayModel: z.string().trim().min(1).max(120).optional(),
  firmware: z.string().trim().min(1).max(60).optional(),
  /** What if the limit were this? Held beside the known ones. */
  supposedLimit: z
    .object({ scope: LimitScopeName, value: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER) })
    .optional(),
};
/** Equal hosts that all see every CSV. */
const UniformBody = z.strictObject({
  hosts: CapacityCount,
  storageModules: CapacityCount,
  channelsPerHostPerModule: CapacityCount,
  csvs: CapacityCount,
  ...Which,
});
/** Hosts with channels of their own; a CSV names the positions of the hosts that see it. */
const FabricBody = z.strictObject({
  storageModules: CapacityCount,
  channelsPerHostPerModule: z.array(CapacityCount).min(1).max(10_000),
  csvs: z
    .array(
      z.strictObject({
        hosts: z.union([z.literal('all'), z.array(z.number().int().min(0).max(9_999)).max(10_000)]),
        target: z.string().max(300).optional(),
        pool: z.string().max(300).optional(),
      }),
    )
    .min(1)
    .max(1_000),
  ...Which,
});

const ScopeVerdictDto = z.object({
  scope: LimitScopeName,
  used: Figure,
  limit: Figure.nullable(),
  headroom: Figure.nullable(),
  verdict: ReservationVerdict,
  source: z.string(),
  date: z.string().nullable(),
  confidence: ConfidenceName,
});
const ReservationFields = z.object({
  reservations: Figure,
  /** The limit nearest to being crossed; null = UNKNOWN. */
  limit: Figure.nullable(),
  limitScope: LimitScopeName.nullable(),
  headroom: Figure.nullable(),
  verdict: ReservationVerdict,
  formula: z.string(),
  scopes: z.array(ScopeVerdictDto),
  notes: z.array(z.string()),
});
export const ReservationsDto = ReservationFields.extend({
  perLun: Figure,
  /** The largest of each count that still fits, the others unchanged; 0 = none fits, null = no known limit stops it. */
  crossing: z.object({
    hosts: Figure.nullable(),
    storageModules: Figure.nullable(),
    channelsPerHostPerModule: Figure.nullable(),
    csvs: Figure.nullable(),
  }),
});
export const FabricReservationsDto = ReservationFields.extend({
  /** In the order of the CSVs asked about. */
  perCsv: z.array(Figure),
  /** How many more fit: CSVs seen by every host, hosts that see every CSV with the most channels. */
  room: z.object({ csvs: Figure.nullable(), hosts: Figure.nullable() }),
});
export type FabricReservationsDto = z.infer<typeof FabricReservationsDto>;
export type ReservationsDto = z.infer<typeof ReservationsDto>;

export const PolicyName = z.string().trim().max(120);
export const ApartRuleDto = z.object({
  name: z.string().trim().min(1).max(120),
  vmIds: z.array(z.string().min(1).max(120)).max(128),
});
/** From a measurement; null = unmeasured, never a guess. */
export const MeasuredIops = z.number().int().min(0).max(1_000_000_000).nullable();

const CsvCountBody = z.strictObject({
  vms: z
    .array(
      z.object({
        id: z.string().min(1).max(120),
        backupPolicy: PolicyName,
        drPolicy: PolicyName,
        iops: MeasuredIops.default(null),
      }),
    )
    .min(1)
    .max(10_000),
  apart: z.array(ApartRuleDto).max(2_000).default([]),
  diskGroupIops: z.number().int().min(1).max(1_000_000_000).nullable().default(null),
});
export const CsvCountDto = z.object({
  /** The plan shown has so many; none has fewer than `lowerBound`, and `exact` says that they agree. */
  count: Figure,
  lowerBound: Figure,
  exact: z.boolean(),
  classes: z.array(
    z.object({
      backupPolicy: z.string(),
      drPolicy: z.string(),
      vms: Figure,
      iops: Figure,
      csvs: Figure,
      lowerBound: Figure,
    }),
  ),
  csvs: z.array(
    z.object({
      backupPolicy: z.string(),
      drPolicy: z.string(),
      vmIds: z.array(z.string()),
      iops: Figure,
      reason: z.enum(['policy', 'anti-affinity', 'iops']),
      why: z.string(),
    }),
  ),
  iops: z.object({
    state: z.enum(['measured', 'partly-measured', 'unmeasured']),
    demand: Figure.nullable(),
    unmeasuredVms: Figure,
    perDiskGroup: Figure.nullable(),
    diskGroupsNeeded: Figure.nullable(),
  }),
});
export type CsvCountDto = z.infer<typeof CsvCountDto>;

const DiskGroupBody = z.strictObject({
  raid: z.enum(['0', '1', '10', '5', '6']),
  spindles: z.number().int().min(1).max(10_000),
  spindleSizeBytes: z.number().int().min(1).max(Number.MAX_SAFE_INTEGER),
  spindleIops: z.number().int().min(1).max(10_000_000),
  readPercent: z.number().int().min(0).max(100),
  luns: z.number().int().min(1).max(10_000).default(1),
});
const DiskSetDto = z.object({
  spindles: Figure,
  usableBytes: Figure,
  readIops: Figure,
  writeIops: Figure,
  mixedIops: Figure,
});
export const DiskGroupDto = z.object({
  group: DiskSetDto,
  vdisk: z.object({ spindles: Figure, usableBytes: Figure, aloneIops: Figure, shareIops: Figure }),
  server: z.discriminatedUnion('possible', [
    z.object({ possible: z.literal(true), lun: DiskSetDto }),
    z.object({ possible: z.literal(false), why: z.string() }),
  ]),
  writePenalty: Figure,
  formula: z.string(),
  source: z.string(),
  notes: z.array(z.string()),
});
export type DiskGroupDto = z.infer<typeof DiskGroupDto>;

export const capacityCountEndpoints = [
  endpoint({
    id: 'capacity.reservations',
    method: 'POST',
    path: '/capacity/reservations',
    role: 'viewer',
    summary: 'Count the persistent reservations that a fabric needs, against the known limits',
    body: UniformBody,
    response: ReservationsDto,
    problems: ['not_found'],
    example: { hosts: 2, storageModules: 2, channelsPerHostPerModule: 2, csvs: 4 },
  }),
  endpoint({
    id: 'capacity.fabric-reservations',
    method: 'POST',
    path: '/capacity/reservations/fabric',
    role: 'viewer',
    summary: 'The same for hosts with channels of their own and CSVs that some of them see',
    body: FabricBody,
    response: FabricReservationsDto,
    problems: ['not_found'],
    example: { storageModules: 2, channelsPerHostPerModule: [2, 4, 1], csvs: [{ hosts: 'all' }, { hosts: [0, 1] }] },
  }),
  endpoint({
    id: 'capacity.csv-count',
    method: 'POST',
    path: '/capacity/csv-count',
    role: 'viewer',
    summary: 'How many CSVs a set of VMs needs, with the reason for each',
    body: CsvCountBody,
    response: CsvCountDto,
    example: {
      vms: [{ id: 'web-1', backupPolicy: 'nightly', drPolicy: 'none', iops: 120 }],
      apart: [],
      diskGroupIops: 5000,
    },
  }),
  endpoint({
    id: 'capacity.disk-group',
    method: 'POST',
    path: '/capacity/disk-group',
    role: 'viewer',
    summary: 'What a disk group holds and gives, beside the same disks in a server',
    body: DiskGroupBody,
    response: DiskGroupDto,
    example: { raid: '10', spindles: 6, spindleSizeBytes: 600_000_000_000, spindleIops: 175, readPercent: 60, luns: 3 },
  }),
] as const;
