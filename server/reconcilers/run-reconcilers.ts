import type { Pool, PoolClient } from 'pg';
import { pool as processPool } from '#server/db/client.ts';
import { log } from '#server/log.ts';
import type { Reconciler } from './reconciler.ts';
import { reconcilers } from './registry.ts';
import { wait } from './wait.ts';

type Options = { pool?: Pool; list?: readonly Reconciler[] };

/** Runs every reconciler of this worker until the signal. Never throws: what fails is logged and tried again. */
export async function runReconcilers(signal: AbortSignal, options: Options = {}): Promise<void> {
  const { pool = processPool, list = reconcilers } = options;
  await Promise.all(list.map((reconciler) => runOne(pool, reconciler, signal)));
}

async function runOne(pool: Pool, reconciler: Reconciler, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      await runAlone(pool, reconciler, signal);
    } catch (error) {
      if (!signal.aborted)
        log.warn({ err: error, reconciler: reconciler.name }, 'a reconciler failed; it will be tried again');
    }
    await wait(reconciler.everyMs(), signal);
  }
}

/** First key of the advisory locks of reconcilers; the second is made of the name. */
const SPACE = 0x6865_0002;

/**
 * Runs it unless another worker is at it. The lock is a session's: it ends with the process that holds it, however that
 * ends, and a run that is cut off is begun again by whoever comes next.
 */
async function runAlone(pool: Pool, { name, run }: Reconciler, signal: AbortSignal): Promise<void> {
  const holder = await pool.connect();
  let broken: Error | undefined;
  const onError = (error: Error) => {
    broken = error;
  };
  holder.on('error', onError);
  try {
    if (!(await tryLock(holder, name))) return;
    // Also when everything stops: who lets go of the lock first would leave two of them at work.
    await run(pool, signal);
    await holder.query('SELECT pg_advisory_unlock($1::int, hashtext($2))', [SPACE, name]);
  } catch (error) {
    // Whether the lock is still held is not known: the session must not go back to the pool with it.
    broken ??= error instanceof Error ? error : new Error(String(error));
    throw error;
  } finally {
    holder.off('error', onError);
    holder.release(broken);
  }
}

async function tryLock(holder: PoolClient, name: string): Promise<boolean> {
  const sql = 'SELECT pg_try_advisory_lock($1::int, hashtext($2)) AS held';
  const { rows } = await holder.query<{ held: boolean }>(sql, [SPACE, name]);
  return rows[0]?.held === true;
}
