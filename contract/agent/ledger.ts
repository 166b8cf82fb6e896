import { z } from 'zod';
import { FinalResult } from './operation.ts';

const Entry = z.object({
  /** Grows by one with every entry; the order in which things happened, whatever the clock said. */
  seq: z.number().int(),
  at: z.iso.datetime(),
});

/** One line of an agent's ledger: what it was asked for, what took effect and when. */
export const LedgerEntry = z.discriminatedUnion('type', [
  /** Written before the effect. A second one for the same id is another attempt after a failed or interrupted one. */
  Entry.extend({
    type: z.literal('accepted'),
    id: z.string(),
    system: z.string(),
    operation: z.string(),
    params: z.record(z.string(), z.unknown()),
    jobId: z.string(),
    epoch: z.number().int(),
    undoes: z.string().nullable(),
    /** Digest of what was asked; the same id with another digest is refused. */
    digest: z.string(),
  }),
  /** Written after the effect; an accepted id without it was interrupted and is resolved when it is asked for again. */
  Entry.extend({ type: z.literal('ended'), id: z.string(), result: FinalResult }),
  /** `id` was taken back by `by` and will never take effect again. */
  Entry.extend({ type: z.literal('tombstone'), id: z.string(), by: z.string(), jobId: z.string() }),
  /** The highest epoch seen for the job. */
  Entry.extend({ type: z.literal('epoch'), jobId: z.string(), epoch: z.number().int() }),
  /** Entries of long finished operations were dropped before this one. */
  Entry.extend({ type: z.literal('compacted'), dropped: z.number().int() }),
]);
export type LedgerEntry = z.infer<typeof LedgerEntry>;

/** `GET /v1/ledger?since=SEQ&limit=N`: entries with a greater seq, oldest first. `next` null = these were the last. */
export const LedgerAnswer = z.object({ entries: z.array(LedgerEntry), next: z.number().int().nullable() });
export type LedgerAnswer = z.infer<typeof LedgerAnswer>;
