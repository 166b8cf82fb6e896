import { lockPool } from './client.ts';

/** First key of the advisory locks on items of the API ('item'). */
const LOCK_CLASS = 0x6974_656d;

/**
 * Lets one writer at a time, of all processes, read an item and change it. Its connections are a pool of their own: a
 * holder waits for the main pool, so nobody who holds a connection of that may wait here.
 */
export async function withItemLock<T>(address: string, work: () => Promise<T>): Promise<T> {
  const client = await lockPool.connect();
  let broken = false;
  // It breaks while nothing is asked of it: the lock is gone with it, and without a listener the process would be.
  const onError = () => {
    broken = true;
  };
  client.on('error', onError);
  try {
    await client.query('SELECT pg_advisory_lock($1, hashtext($2))', [LOCK_CLASS, address]);
    try {
      return await work();
    } finally {
      await client.query('SELECT pg_advisory_unlock($1, hashtext($2))', [LOCK_CLASS, address]).catch(() => {
        broken = true; // the connection is gone, and with it the lock
      });
    }
  } finally {
    client.off('error', onError);
    client.release(broken);
  }
}
