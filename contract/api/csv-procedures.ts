import { z } from 'zod';

/** Inputs of the procedures about CSVs and their registrations. */
export const csvProcedureInputs = {
  'create-csv': z.strictObject({
    clusterId: z.uuid(),
    poolId: z.uuid(),
    name: z.string().trim().min(1).max(63),
    sizeBytes: z.number().int().min(1).max(Number.MAX_SAFE_INTEGER),
  }),
  'retire-csv': z.strictObject({ lunId: z.uuid() }),
  /** Without `lunIds`: every CSV of the array that has stale registrations. */
  'clear-stale-registrations': z
    .strictObject({ arrayId: z.uuid().optional(), lunIds: z.array(z.uuid()).min(1).max(1000).optional() })
    .refine((i) => (i.arrayId === undefined) !== (i.lunIds === undefined), {
      message: 'give arrayId or lunIds, not both',
      path: ['arrayId'],
    }),
  /** An advisor's proposal: moves in their order, then the CSVs that are empty after them. */
  'consolidate-csvs': z.strictObject({
    moves: z.array(z.strictObject({ vmId: z.uuid(), fromLunId: z.uuid(), toLunId: z.uuid() })).max(2000),
    retireLunIds: z.array(z.uuid()).max(500),
    /** Per migration, 1 MB = 10^6 bytes; null = as fast as it goes. */
    megabytesPerSecond: z.number().int().min(1).max(1_000_000).nullable().default(100),
  }),
  'probe-registration-limit': z.strictObject({
    arrayId: z.uuid(),
    poolId: z.uuid(),
    ceiling: z.number().int().min(1).max(4096).default(1024),
  }),
} as const;
