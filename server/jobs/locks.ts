import type { Pool, PoolClient } from 'pg';
import type { Lock } from '#domain/plans/locks.ts';
import { databaseTime } from '#server/db/database-clock.ts';
import { abortableDelay } from './delay.ts';
import type { Run, Waiting } from './run.ts';
import { fenced, writeJob } from './store.ts';

/** Only one job at a time decides who gets which lock: the decision takes a millisecond, and cannot deadlock. */
const decisionLock = 0x6865_6464;

type Decision = { conflict: Omit<Waiting, 'since'> | null; othersEnded: boolean };

/**
 * Takes all locks or none. `othersEnded`: some other job has ended since the plan of this one was last held against the
 * fabric. One statement looks at both, so a job that held a lock of ours is seen to hold it or seen to have ended.
 */
async function tryAll(tx: PoolClient, jobId: string, wanted: Lock[]): Promise<Decision> {
  await tx.query('SELECT pg_advisory_xact_lock($1)', [decisionLock]);
  const { rows } = await tx.query<{ key: string | null; holder: string; title: string; othersEnded: boolean }>(
    `WITH wanted AS (SELECT key, mode FROM jsonb_to_recordset($2::jsonb) AS w(key text, mode text)),
     taken AS (
       SELECT l.key, l."jobId" AS holder, j.title FROM wanted w
       JOIN "Lock" l ON l.key = w.key AND l."jobId" <> $1::uuid AND (l.mode = 'exclusive' OR w.mode = 'exclusive')
       JOIN "Job" j ON j.id = l."jobId"
       ORDER BY l.key LIMIT 1),
     made AS (
       INSERT INTO "Lock" (key, "jobId", mode) SELECT key, $1::uuid, mode FROM wanted WHERE NOT EXISTS (SELECT FROM taken)
       ON CONFLICT (key, "jobId") DO NOTHING)
     SELECT taken.*, EXISTS (
       SELECT FROM "Job" own JOIN "Job" other ON other.id <> own.id AND other."updatedAt" >= own."createdAt"
       WHERE own.id = $1::uuid AND other.state IN ('succeeded', 'partially_succeeded', 'undone', 'stuck', 'abandoned')
     ) AS "othersEnded"
     FROM (SELECT) AS always LEFT JOIN taken ON true`,
    [jobId, JSON.stringify(wanted)],
  );
  const [decided] = rows;
  if (!decided?.key) return { conflict: null, othersEnded: decided?.othersEnded ?? true };
  const conflict = { lock: decided.key, holderJobId: decided.holder, holderTitle: decided.title };
  return { conflict, othersEnded: decided.othersEnded };
}

/** A worker has a limited number of places; a job that waits longer than this gives its place up and comes back. */
const holdPlaceMs = 5_000;

/**
 * Takes every lock of the job at once, waiting while another job holds one; what it waits for is shown with its holder.
 * Answers whether the fabric may have changed since it was planned for ('after-others') or not ('at-once'), 'cancelled' when
 * asked to stop first, or 'parked' when it gives its place up: whoever looks for jobs that are not on the queue puts it back.
 */
export async function acquireLocks(
  pool: Pool,
  run: Run,
  wanted: Lock[],
): Promise<'at-once' | 'after-others' | 'cancelled' | 'parked'> {
  const giveUpPlaceAt = performance.now() + holdPlaceMs;
  let shown = run.waitingFor;
  for (;;) {
    const park = performance.now() > giveUpPlaceAt;
    const { conflict, othersEnded } = await fenced(pool, run, async (tx) => {
      const decision = await tryAll(tx, run.jobId, wanted);
      const { conflict } = decision;
      if (conflict && (conflict.lock !== shown?.lock || conflict.holderJobId !== shown.holderJobId)) {
        shown = { ...conflict, since: shown?.since ?? (await databaseTime(tx)).toISOString() };
        await writeJob(tx, run.jobId, { state: 'waiting', waitingFor: shown });
      }
      if (!conflict && shown) await writeJob(tx, run.jobId, { state: 'running', waitingFor: null });
      return decision;
    });
    if (!conflict) return shown || othersEnded ? 'after-others' : 'at-once';
    if (run.cancelAsked) return 'cancelled';
    if (park) return 'parked';
    await abortableDelay(250);
  }
}

export async function releaseLocks(tx: PoolClient, jobId: string): Promise<void> {
  await tx.query('DELETE FROM "Lock" WHERE "jobId" = $1', [jobId]);
}
