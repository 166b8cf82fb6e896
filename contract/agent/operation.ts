import { z } from 'zod';
import { libraryOperations } from './disks.ts';
import { lunOperations } from './luns.ts';
import { maskingOperations } from './masking.ts';
import { registrationOperations } from './registrations.ts';
import { sharedDiskOperations } from './shared-disks.ts';
import { vmOperations } from './vms.ts';

/** Every operation an agent may be asked for: its name and the schema of its parameters. */
export const operations = {
  ...lunOperations,
  ...maskingOperations,
  ...libraryOperations,
  ...vmOperations,
  ...registrationOperations,
  ...sharedDiskOperations,
} as const;

export type OperationName = keyof typeof operations;
export type OperationParams<N extends OperationName = OperationName> = z.infer<(typeof operations)[N]>;

/**
 * `PUT /v1/operations/{operationId}`. The id is derived from job + row + direction + round and never changes on a
 * resend, so that an operation takes effect once. `epoch` fences an older holder of the job; `undoes` names the
 * operation this one takes back: the agent first puts a tombstone on that id, so that its late arrival is refused.
 */
export const OperationRequest = z.object({
  operation: z.string().min(1).max(80),
  system: z.string().min(1).max(200).describe('Key of the array, library server or host on this agent'),
  params: z.record(z.string(), z.unknown()),
  jobId: z.string().min(1).max(80),
  epoch: z.number().int().min(0),
  deadlineMs: z.number().int().min(1).max(3_600_000),
  undoes: z.string().min(1).max(120).optional(),
});
export type OperationRequest = z.infer<typeof OperationRequest>;

/** Why an operation did not happen, in words for an operator; `remedy` says what to do next. */
export const Refusal = z.object({
  code: z.string(),
  sentence: z.string(),
  remedy: z.string().optional(),
  details: z.record(z.string(), z.unknown()).optional(),
});
export type Refusal = z.infer<typeof Refusal>;

/** How an operation ended: what the ledger records. `failed` is the one that is not for good. */
export const FinalResult = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('done'), outputs: z.record(z.string(), z.unknown()) }),
  /** Never retried: the world or the request forbids it. */
  z.object({ outcome: z.literal('refused'), refusal: Refusal }),
  /**
   * The attempt broke; the agent looked and found that the wanted state does not hold. Not final: a resend of the id
   * tries again (every operation is idempotent), an undo takes back whatever the attempt may have left.
   */
  z.object({ outcome: z.literal('failed'), refusal: Refusal }),
]);
export type FinalResult = z.infer<typeof FinalResult>;

export const OperationResult = z.discriminatedUnion('outcome', [
  ...FinalResult.options,
  /** Another operation holds the object; ask again later. Never recorded in the ledger. */
  z.object({ outcome: z.literal('busy'), refusal: Refusal }),
  /** Accepted and still going on: ask `GET /v1/operations/{id}?waitMs=`. */
  z.object({ outcome: z.literal('running'), startedAt: z.string() }),
]);
export type OperationResult = z.infer<typeof OperationResult>;

/**
 * Body of every answer of an agent that is not 2xx, whatever the route; it parses as an OperationResult. For a PUT of an
 * operation: 409 `different_request` (the id was used for something else), `stale_epoch`, `tombstoned`; 400 `bad_request`,
 * `bad_params`, `unknown_operation`, `unknown_system`, `undoes_other_job`. In a batch, and in a GET of the operation, the
 * same refusals stand in the result and the status is 200. 404 `unknown_id`: GET of an id that never arrived.
 */
export const RefusedAnswer = z.object({ outcome: z.literal('refused'), refusal: Refusal });
export type RefusedAnswer = z.infer<typeof RefusedAnswer>;

/**
 * `POST /v1/operations:batch?waitMs=`: up to 1,000 operations, answered one by one in the same order after at most
 * `waitMs` (2,000 unless told, 30,000 at most); what goes on after that is answered `running`.
 */
export const OperationBatch = z.object({
  operations: z
    .array(OperationRequest.extend({ id: z.string().min(1).max(120) }))
    .min(1)
    .max(1000),
});
export type OperationBatch = z.infer<typeof OperationBatch>;
export const OperationBatchAnswer = z.object({
  results: z.array(z.object({ id: z.string(), result: OperationResult })),
});
