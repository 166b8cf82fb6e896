import type { Pool, PoolClient } from 'pg';
import type { ItemState, RowState } from '#domain/plans/job-states.ts';
import { withReconnect } from '#server/db/with-reconnect.ts';
import { jobEventsChannel, tellWatchers } from './events.ts';
import { type JobFailure, type ProofRecord, type Run, Superseded } from './run.ts';

export type RowPatch = {
  key: string;
  state: RowState;
  attempts?: number;
  round?: number;
  outputs?: Record<string, unknown> | null;
  proof?: ProofRecord | null;
  failure?: JobFailure | null;
  undoOutputs?: Record<string, unknown> | null;
};
export type ItemPatch = { key: string; state: ItemState; failure?: JobFailure | null };

/**
 * Runs `work` in a transaction that holds only while this run's epoch is the job's own; otherwise throws Superseded.
 * `first` belongs to the transaction too, but does not keep other transactions of this job waiting.
 * Repeated when the database goes away: everything written here states a fact, so writing it twice changes nothing.
 */
export async function fenced<T>(
  pool: Pool,
  run: Run,
  work: (tx: PoolClient) => Promise<T>,
  first?: (tx: PoolClient) => Promise<void>,
): Promise<T> {
  return withReconnect(pool, async (tx) => {
    await tx.query('BEGIN');
    await first?.(tx);
    const { rows } = await tx.query<{ epoch: number; cancelAsked: boolean }>(
      'SELECT epoch, "cancelAsked" FROM "Job" WHERE id = $1 FOR UPDATE',
      [run.jobId],
    );
    if (rows[0]?.epoch !== run.epoch) throw new Superseded(run.jobId);
    run.cancelAsked ||= rows[0].cancelAsked;
    const result = await work(tx);
    await tx.query('COMMIT');
    return result;
  });
}

/** Answers and proofs of more rows than this are left out of the event: watchers read the job again at its end. */
const rowsToldInFull = 40;

/** Records rows and tells the watchers, in one statement however many rows there are. */
export async function writeRows(tx: PoolClient, run: Run, patches: RowPatch[]): Promise<void> {
  if (patches.length === 0) return;
  const told = patches.length <= rowsToldInFull ? "'outputs', outputs, 'proof', proof," : '';
  await tx.query(
    `WITH updated AS (
       UPDATE "JobRow" r SET
         state = p.state,
         attempts = COALESCE(p.attempts, r.attempts),
         round = COALESCE(p.round, r.round),
         outputs = CASE WHEN p.has_outputs THEN p.outputs ELSE r.outputs END,
         proof = CASE WHEN p.has_proof THEN p.proof ELSE r.proof END,
         failure = CASE WHEN p.has_failure THEN p.failure ELSE r.failure END,
         "undoOutputs" = COALESCE(p."undoOutputs", r."undoOutputs"),
         "sentAt" = CASE WHEN p.state = 'sent' AND r.state <> 'sent' THEN now()
                         WHEN p.state = 'pending' THEN NULL ELSE r."sentAt" END,
         "endedAt" = CASE WHEN p.state IN ('proven', 'failed', 'undone', 'stuck', 'skipped') THEN now()
                          WHEN p.state = 'pending' THEN NULL ELSE r."endedAt" END
       FROM jsonb_to_recordset($2::jsonb) AS p(
         key text, state text, attempts int, round int, outputs jsonb, has_outputs boolean, proof jsonb, has_proof boolean,
         failure jsonb, has_failure boolean, "undoOutputs" jsonb)
       WHERE r."jobId" = $1::uuid AND r.key = p.key
       RETURNING r.key, r.state, r.attempts, r.outputs, r.proof, r.failure, r."sentAt", r."endedAt"),
     made AS (
       INSERT INTO "JobEvent" ("jobId", kind, data)
       SELECT $1::uuid, 'rows', jsonb_agg(jsonb_build_object('key', key, 'state', state, 'attempts', attempts, ${told}
         'failure', failure, 'sentAt', "sentAt", 'endedAt', "endedAt"))
       FROM updated HAVING count(*) > 0 RETURNING id)
     SELECT pg_notify('${jobEventsChannel}', $1::uuid::text) FROM made`,
    [run.jobId, JSON.stringify(patches.map(asRecord))],
  );
  for (const patch of patches) {
    const held = run.rows.get(patch.key);
    if (!held) continue;
    held.state = patch.state;
    held.attempts = patch.attempts ?? held.attempts;
    held.round = patch.round ?? held.round;
    if (patch.outputs) run.outputs.set(patch.key, patch.outputs);
    if (patch.outputs === null) run.outputs.delete(patch.key);
    if (patch.failure !== undefined) held.failure = patch.failure;
  }
}

/** jsonb_to_recordset cannot tell "leave as it is" from "set to null": say which columns are meant. */
function asRecord(patch: Pick<RowPatch, 'outputs' | 'proof' | 'failure'>) {
  return {
    ...patch,
    has_outputs: patch.outputs !== undefined,
    has_proof: patch.proof !== undefined,
    has_failure: patch.failure !== undefined,
  };
}

export async function writeItems(tx: PoolClient, run: Run, patches: ItemPatch[]): Promise<void> {
  if (patches.length === 0) return;
  await tx.query(
    `WITH updated AS (
       UPDATE "Item" i SET state = p.state, failure = CASE WHEN p.has_failure THEN p.failure ELSE i.failure END
       FROM jsonb_to_recordset($2::jsonb) AS p(key text, state text, failure jsonb, has_failure boolean)
       WHERE i."jobId" = $1::uuid AND i.key = p.key),
     ${tellWatchers('items', '$3::jsonb')}`,
    [run.jobId, JSON.stringify(patches.map(asRecord)), JSON.stringify(patches)],
  );
  for (const patch of patches) {
    const held = run.items.get(patch.key);
    if (!held) continue;
    held.state = patch.state;
    if (patch.failure !== undefined) held.failure = patch.failure;
  }
}

/**
 * Changes the job's own row; `columns` are names of this folder's callers, never of a request. `ends`: the job does so now,
 * by the database's clock.
 */
export async function writeJob(
  tx: PoolClient,
  jobId: string,
  columns: Record<string, unknown>,
  { ends = false } = {},
): Promise<void> {
  const names = Object.keys(columns);
  const sets = names.map((name, i) => `"${name}" = $${i + 3}, `).join('');
  const values = names.map((name) => asParameter(columns[name]));
  const [end, event] = ends
    ? ['"endedAt" = now(), ', `$2::jsonb || jsonb_build_object('endedAt', now())`]
    : ['', '$2::jsonb'];
  await tx.query(
    `WITH updated AS (UPDATE "Job" SET ${sets}${end}"updatedAt" = now() WHERE id = $1::uuid),
     ${tellWatchers('job', event)}`,
    [jobId, JSON.stringify(columns), ...values],
  );
}

function asParameter(value: unknown): unknown {
  return value !== null && typeof value === 'object' && !(value instanceof Date) ? JSON.stringify(value) : value;
}
