import { z } from 'zod';
import { ApartRuleDto, MeasuredIops, PolicyName } from './capacity-counts.ts';
import { Bytes, endpoint } from './endpoint.ts';

const Id = z.string().min(1).max(120);
const Name = z.string().max(300);
const SizeBytes = Bytes.min(0).max(Number.MAX_SAFE_INTEGER);
const Figure = z.number().int();

/** CSVs, VMs and disk groups to advise on, when they are not those of the inventory. */
export const AdvisorInventoryDto = z.strictObject({
  csvs: z
    .array(
      z.strictObject({
        id: Id,
        name: Name,
        clusterId: Id,
        backupPolicy: PolicyName.default(''),
        drPolicy: PolicyName.default(''),
        sizeBytes: SizeBytes.min(1),
        /** Held by what is no VM's disk: such a CSV is not emptied. */
        otherBytes: SizeBytes.default(0),
        diskGroupId: Id.nullable().default(null),
        registrations: z.number().int().min(0).max(1_000_000_000).default(0),
        /** false = it could be made. */
        exists: z.boolean().default(true),
      }),
    )
    .max(2_000),
  vms: z
    .array(
      z.strictObject({
        id: Id,
        name: Name,
        backupPolicy: PolicyName.default(''),
        drPolicy: PolicyName.default(''),
        iops: MeasuredIops.default(null),
        movable: z.boolean().default(true),
        disks: z
          .array(z.strictObject({ csvId: Id, sizeBytes: SizeBytes }))
          .min(1)
          .max(256),
      }),
    )
    .max(10_000),
  diskGroups: z
    .array(z.strictObject({ id: Id, iops: MeasuredIops }))
    .max(2_000)
    .default([]),
});

const AdviceBody = z
  .strictObject({
    /** Advise on the CSVs of this array … */
    arrayId: z.uuid().optional(),
    /** … or on these. */
    inventory: AdvisorInventoryDto.optional(),
    apart: z.array(ApartRuleDto).max(2_000).default([]),
    reservePercent: z.number().int().min(0).max(90).default(10),
    /** 1 MB = 10^6 bytes. */
    copyMegabytesPerSecond: z.number().int().min(1).max(1_000_000).default(100),
  })
  .refine((body) => (body.arrayId === undefined) !== (body.inventory === undefined), {
    message: 'give arrayId or inventory, not both',
    path: ['arrayId'],
  });

const Totals = z.object({
  csvs: Figure,
  luns: Figure,
  registrations: Figure,
  sizeBytes: Bytes,
  usedBytes: Bytes,
  freeBytes: Bytes,
});
const Gone = z.object({ csvId: z.string(), name: z.string(), sizeBytes: Bytes, reason: z.enum(['empty', 'emptied']) });

export const AntiPatternDto = z.object({
  code: z.enum(['empty_csv', 'one_vm_per_csv', 'one_disk_per_csv', 'vm_over_one_disk_group', 'mergeable_csvs']),
  sentence: z.string(),
  csvIds: z.array(z.string()),
  vmIds: z.array(z.string()),
  registrations: Figure,
});

export const AdviceDto = z.object({
  status: z.enum(['proposal', 'nothing-to-do', 'infeasible']),
  antiPatterns: z.array(AntiPatternDto),
  before: Totals,
  after: Totals,
  /** In an order that can be carried out; `staged` = a stop on the way. */
  moves: z.array(
    z.object({
      vmId: z.string(),
      vmName: z.string(),
      fromCsvIds: z.array(z.string()),
      toCsvId: z.string(),
      copyBytes: Bytes,
      staged: z.boolean(),
    }),
  ),
  keep: z.array(z.object({ csvId: z.string(), name: z.string(), vms: Figure, usedBytes: Bytes, freeBytes: Bytes })),
  create: z.array(z.object({ csvId: z.string(), name: z.string(), sizeBytes: Bytes })),
  retire: z.array(Gone),
  copyBytes: Bytes,
  copyHours: z.number(),
  /** VMs that ought to leave where they are and cannot, with the constraint that holds them. */
  blocked: z.array(
    z.object({
      vmId: z.string(),
      vmName: z.string(),
      fault: z.enum(['policy', 'anti-affinity']),
      constraint: z.enum(['policy', 'room', 'anti-affinity', 'iops', 'fixed']),
      why: z.string(),
    }),
  ),
  classes: z.array(
    z.object({
      clusterId: z.string(),
      backupPolicy: z.string(),
      drPolicy: z.string(),
      csvsBefore: Figure,
      csvsAfter: Figure,
      lowerBound: Figure,
      why: z.string(),
    }),
  ),
  unmeasuredVms: Figure,
  firstFitDecreasing: z.object({ csvs: Figure, moves: Figure }).nullable(),
  /**
   * Input of the procedure consolidate-csvs that carries it out: ids of VMs and LUNs, moves in their order. null where the
   * CSVs are not those of the inventory, some would have to be made first, or there is nothing to do.
   */
  consolidation: z
    .object({
      moves: z.array(z.object({ vmId: z.uuid(), fromLunId: z.uuid(), toLunId: z.uuid() })),
      retireLunIds: z.array(z.uuid()),
      megabytesPerSecond: Figure,
    })
    .nullable(),
});
export type AdviceDto = z.infer<typeof AdviceDto>;

export const capacityAdviceEndpoints = [
  endpoint({
    id: 'capacity.advice',
    method: 'POST',
    path: '/capacity/advice',
    role: 'viewer',
    summary: 'The fewest moves to the fewest CSVs, before and after',
    body: AdviceBody,
    response: AdviceDto,
    problems: ['not_found'],
    example: {
      inventory: {
        csvs: [
          { id: 'csv-1', name: 'CSV 1', clusterId: 'k1', sizeBytes: 2_000_000_000_000, registrations: 32 },
          { id: 'csv-2', name: 'CSV 2', clusterId: 'k1', sizeBytes: 2_000_000_000_000, registrations: 32 },
        ],
        vms: [{ id: 'vm-1', name: 'web-1', disks: [{ csvId: 'csv-1', sizeBytes: 80_000_000_000 }] }],
      },
    },
  }),
] as const;
