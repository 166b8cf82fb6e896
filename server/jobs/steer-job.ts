import type { Pool, PoolClient } from 'pg';
import type { Verdict } from '#domain/fabric/verdict.ts';
import type { JobState } from '#domain/plans/job-states.ts';
import { canAbandon, canCancel, canRetry, canUndo, type SteeredJob } from '#domain/plans/steering.ts';
import { withReconnect } from '#server/db/with-reconnect.ts';
import { enqueueRun } from './dbos.ts';
import { emit } from './events.ts';
import { releaseLocks } from './locks.ts';
import { writeJob } from './store.ts';

export type SteerVerb = 'cancel' | 'retry' | 'undo' | 'abandon';
type Steered = SteeredJob & {
  id: string;
  round: number;
  undoRound: number;
  stuck: { leftBehind: string[] } | null;
};

const verdicts: Record<SteerVerb, (job: SteeredJob) => Verdict> = {
  cancel: canCancel,
  retry: canRetry,
  undo: canUndo,
  abandon: canAbandon,
};

/** What the steering verdicts look at; null = no such job. Used by the job page as well. */
export async function steeredJob(client: Pool | PoolClient, jobId: string, lock = false): Promise<Steered | null> {
  const { rows } = await client.query<Omit<Steered, 'irreversibleDone'>>(
    `SELECT id, state, intent, "cancelAsked", round, "undoRound", stuck FROM "Job" WHERE id = $1 ${lock ? 'FOR UPDATE' : ''}`,
    [jobId],
  );
  const [job] = rows;
  if (!job) return null;
  const done = await client.query<{ title: string }>(
    `SELECT p.row->>'title' AS title FROM "JobRow" r JOIN "Job" j ON j.id = r."jobId"
     JOIN "PlanRow" p ON p."planId" = j."planId" AND p.key = r.key
     WHERE r."jobId" = $1 AND r.state = 'proven' AND p.row->'undo'->>'kind' = 'irreversible'`,
    [jobId],
  );
  return { ...job, irreversibleDone: done.rows.map((r) => r.title) };
}

/** Asks a job to do something. null = no such job; a refusing verdict = nothing was changed, and why. */
export async function steerJob(pool: Pool, jobId: string, verb: SteerVerb): Promise<Verdict | null> {
  return withReconnect(pool, async (tx) => {
    await tx.query('BEGIN');
    const job = await steeredJob(tx, jobId, true);
    const verdict = job ? verdicts[verb](job) : null;
    if (job && verdict?.allowed) await acts[verb](pool, tx, job);
    await tx.query('COMMIT');
    return verdict;
  });
}

const acts: Record<SteerVerb, (pool: Pool, tx: PoolClient, job: Steered) => Promise<void>> = {
  /** The worker sees the flag between two rows; the state says at once that it was heard. */
  cancel: (_pool, tx, job) =>
    writeJob(tx, job.id, { cancelAsked: true, state: isQuiet(job.state) ? job.state : 'cancelling' }),

  async retry(pool, tx, job) {
    if (job.state === 'stuck') return undoAgain(pool, tx, job);
    await tx.query(
      `UPDATE "JobRow" r SET state = 'pending', outputs = NULL, proof = NULL, failure = NULL, "undoOutputs" = NULL, "sentAt" = NULL, "endedAt" = NULL
       WHERE r."jobId" = $1 AND r.state <> 'proven'`,
      [job.id],
    );
    await tx.query(`UPDATE "Item" SET state = 'pending', failure = NULL WHERE "jobId" = $1 AND state <> 'succeeded'`, [
      job.id,
    ]);
    await runAgain(pool, tx, job, { round: job.round + 1, intent: 'apply' });
  },

  undo: (pool, tx, job) => runAgain(pool, tx, job, { intent: 'undo' }),

  async abandon(_pool, tx, job) {
    await releaseLocks(tx, job.id);
    // The epoch is raised so that a worker that still sleeps over this job can write nothing any more.
    await tx.query('UPDATE "Job" SET epoch = epoch + 1 WHERE id = $1', [job.id]);
    await writeJob(tx, job.id, { state: 'abandoned', leftBehind: job.stuck?.leftBehind ?? [] }, { ends: true });
  },
};

function isQuiet(state: JobState): boolean {
  return state === 'queued' || state === 'waiting';
}

/**
 * A refused undo is asked for anew under new ids, since an agent's refusal is final for its id. Of a row that cannot be
 * taken back the agent is asked what became of it.
 */
async function undoAgain(pool: Pool, tx: PoolClient, job: Steered): Promise<void> {
  await tx.query(
    `UPDATE "JobRow" r SET state = CASE p.row->'undo'->>'kind' WHEN 'irreversible' THEN 'sent' ELSE 'undo_sent' END, failure = NULL
     FROM "Job" j JOIN "PlanRow" p ON p."planId" = j."planId"
     WHERE j.id = $1 AND r."jobId" = j.id AND r.key = p.key AND r.state = 'stuck'`,
    [job.id],
  );
  await tx.query(`UPDATE "Item" SET state = 'undoing' WHERE "jobId" = $1 AND state = 'stuck'`, [job.id]);
  await runAgain(pool, tx, job, { undoRound: job.undoRound + 1, cancelAsked: true });
}

async function runAgain(pool: Pool, tx: PoolClient, job: Steered, columns: Record<string, unknown>): Promise<void> {
  const again = { state: 'queued', cancelAsked: false, failure: null, stuck: null, endedAt: null, ...columns };
  await writeJob(tx, job.id, again);
  await emit(tx, job.id, 'job', { reload: true });
  const { rows } = await tx.query<{ epoch: number }>('SELECT epoch FROM "Job" WHERE id = $1', [job.id]);
  await enqueueRun(pool, tx, job.id, `again-${rows[0]?.epoch}`);
}
