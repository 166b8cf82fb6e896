import type { Pool, PoolClient } from 'pg';
import type { Lock } from '#domain/plans/locks.ts';
import { databaseTime } from '#server/db/database-clock.ts';
import { abortableDelay } from './delay.ts';
import type { Run, Waiting } from './run.ts';
import { fenced, writeJob } from './store.ts';

/** Only one job at a time decides who gets which lock: the decision takes a millisecond, and cannot deadlock. */
const decisionLock = 0x6865_6464;

async function tryAll(tx: PoolClient, jobId: string, wanted: Lock[]): Promise<Omit<Waiting, 'since'> | null> {
  await tx.query('SELECT pg_advisory_xact_lock($1)', [decisionLock]);
  const { rows } = await tx.query<{ key: string; jobId: string; title: string }>(
    `SELECT l.key, l."jobId", j.title
     FROM jsonb_to_recordset($2::jsonb) AS w(key text, mode text)
     JOIN "Lock" l ON l.key = w.key AND l."jobId" <> $1 AND (l.mode = 'exclusive' OR w.mode = 'exclusive')
     JOIN "Job" j ON j.id = l."jobId"
     ORDER BY l.key LIMIT 1`,
    [jobId, JSON.stringify(wanted)],
  );
  const [taken] = rows;
  if (taken) return { lock: taken.key, holderJobId: taken.jobId, holderTitle: taken.title };
  await tx.query(
    `INSERT INTO "Lock" (key, "jobId", mode)
     SELECT w.key, $1, w.mode FROM jsonb_to_recordset($2::jsonb) AS w(key text, mode text)
     ON CONFLICT (key, "jobId") DO NOTHING`,
    [jobId, JSON.stringify(wanted)],
  );
  return null;
}

/** A worker has a limited number of places; a job that waits longer than this gives its place up and comes back. */
const holdPlaceMs = 5_000;

/**
 * Takes every lock of the job at once, waiting while another job holds one; what it waits for is shown with its holder.
 * Answers whether it had to wait (the fabric may have changed meanwhile), 'cancelled' when asked to stop first, or
 * 'parked' when it gives its place up: whoever looks for jobs that are not on the queue puts it back.
 */
export async function acquireLocks(
  pool: Pool,
  run: Run,
  wanted: Lock[],
): Promise<'at-once' | 'waited' | 'cancelled' | 'parked'> {
  const giveUpPlaceAt = performance.now() + holdPlaceMs;
  let shown = run.waitingFor;
  for (;;) {
    const park = performance.now() > giveUpPlaceAt;
    const taken = await fenced(pool, run, async (tx) => {
      const conflict = await tryAll(tx, run.jobId, wanted);
      if (conflict && (conflict.lock !== shown?.lock || conflict.holderJobId !== shown.holderJobId)) {
        shown = { ...conflict, since: shown?.since ?? (await databaseTime(tx)).toISOString() };
        await writeJob(tx, run.jobId, { state: 'waiting', waitingFor: shown });
      }
      if (!conflict && shown) await writeJob(tx, run.jobId, { state: 'running', waitingFor: null });
      return !conflict;
    });
    if (taken) return shown ? 'waited' : 'at-once';
    if (run.cancelAsked) return 'cancelled';
    if (park) return 'parked';
    await abortableDelay(250);
  }
}

export async function releaseLocks(tx: PoolClient, jobId: string): Promise<void> {
  await tx.query('DELETE FROM "Lock" WHERE "jobId" = $1', [jobId]);
}
