import type { Client, Pool } from 'pg';

/** First key of the advisory locks by which workers show that they live ('work'). */
export const livenessClass = 0x776f_726b;

/** Executor ids are uuids; their lock's second key is a hash that Postgres computes, the same for everyone. */
export async function holdLiveness(client: Client, executorId: string): Promise<void> {
  await client.query('SELECT pg_advisory_lock($1, hashtext($2))', [livenessClass, executorId]);
}

/** How many workers hold their liveness lock now. */
export async function liveWorkers(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ workers: number }>(
    `SELECT count(*)::int AS workers FROM pg_locks
     WHERE locktype = 'advisory' AND classid = $1 AND objsubid = 2 AND granted
       AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
    [livenessClass],
  );
  return rows[0]?.workers ?? 0;
}
