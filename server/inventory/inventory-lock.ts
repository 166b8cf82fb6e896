import type { ClientBase, Pool } from 'pg';
import { withReconnect } from '#server/db/with-reconnect.ts';

/** First key of the advisory locks of this folder; the second says what is locked. */
const SPACE = 0x6865_0001;

/**
 * Until the end of the transaction: proofs of one agent's objects go on side by side, a poll of that agent is alone.
 * So a poll may look at what is newer than itself, and nothing newer comes in before it has written.
 */
export async function lockInventory(tx: ClientBase, agentId: string, mode: 'shared' | 'exclusive'): Promise<void> {
  const lock = mode === 'shared' ? 'pg_advisory_xact_lock_shared' : 'pg_advisory_xact_lock';
  await tx.query(`SELECT ${lock}($1::int, hashtext($2))`, [SPACE, agentId]);
}

/** One at a time across all agents: whoever names host groups and clusters, and whoever removes empty ones. */
export async function lockHostGroups(tx: ClientBase): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock($1::int, hashtext($2))', [SPACE, 'host groups and clusters']);
}

/** Runs `work` in a transaction of its own. Repeated when the database went away, so it must state facts. */
export async function inTransaction<T>(pool: Pool, work: (tx: ClientBase) => Promise<T>): Promise<T> {
  return withReconnect(pool, async (tx) => {
    await tx.query('BEGIN');
    const result = await work(tx);
    await tx.query('COMMIT');
    return result;
  });
}
