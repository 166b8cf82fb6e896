import { z } from 'zod';
import { Refusal } from './operation.ts';

/**
 * Reads are how a row is proven: a look at the world after the act, never the ledger's memory of it.
 * | read | params | value |
 * |---|---|---|
 * | `lun` | uniqueId | LunValue |
 * | `masking-set` | key | MaskingSetValue |
 * | `disk` | uniqueId | DiskValue |
 * | `vm` | key | VmValue |
 * | `shared-disk` | uniqueId | SharedDiskValue |
 */
export const readNames = ['lun', 'masking-set', 'disk', 'vm', 'shared-disk'] as const;
export const ReadName = z.enum(readNames);
export type ReadName = z.infer<typeof ReadName>;

export const ReadRequest = z.object({
  read: ReadName,
  system: z.string(),
  params: z.record(z.string(), z.string()),
});
export type ReadRequest = z.infer<typeof ReadRequest>;

/** `POST /v1/reads:batch`: answers in the same order. `found: false` is an answer, not an error. */
export const ReadBatch = z.object({ reads: z.array(ReadRequest).min(1).max(1000) });
export const ReadAnswer = z.union([
  z.object({ found: z.literal(true), value: z.record(z.string(), z.unknown()) }),
  z.object({ found: z.literal(false) }),
  z.object({ error: Refusal }),
]);
export type ReadAnswer = z.infer<typeof ReadAnswer>;
export const ReadBatchAnswer = z.object({ answers: z.array(ReadAnswer) });
