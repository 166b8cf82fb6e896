import type { Pool, PoolClient } from 'pg';
import { log } from '#server/log.ts';

/** SQLSTATEs and socket errors after which the same transaction may simply be tried again. */
const passing = /^(57P0[123]|08\w{3}|53300|40001|40P01|25P03|ECONNREFUSED|ECONNRESET|EPIPE|ENOTFOUND|ETIMEDOUT)$/;
const passingMessage =
  /connection terminated|connection ended|client has encountered a connection error|timeout exceeded when trying to connect|Connection terminated/i;

export function isPassingDatabaseError(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  return passing.test(code) || passingMessage.test(error.message);
}

/**
 * Runs `work` on a connection of the pool and tries it again, with a growing pause, while the database is away (it is
 * restarting, it dropped the connection). `work` opens and commits its own transaction and must be safe to repeat:
 * a commit whose answer was lost may have happened.
 */
export async function withReconnect<T>(
  pool: Pool,
  work: (client: PoolClient) => Promise<T>,
  patienceMs = 600_000,
): Promise<T> {
  const giveUpAt = performance.now() + patienceMs;
  for (let pauseMs = 50; ; pauseMs = Math.min(pauseMs * 2, 2_000)) {
    let client: PoolClient | undefined;
    try {
      client = await pool.connect();
      client.on('error', breaksBetweenQueries);
      const result = await work(client);
      client.release();
      return result;
    } catch (error) {
      const passingError = isPassingDatabaseError(error);
      // A connection that broke is thrown away; a healthy one is cleaned and given back.
      if (client && passingError) client.release(true);
      else if (client)
        await client.query('ROLLBACK').then(
          () => client?.release(),
          () => client?.release(true),
        );
      if (!passingError || performance.now() > giveUpAt) throw error;
      log.warn({ err: error, pauseMs }, 'the database did not answer; trying again');
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    } finally {
      client?.off('error', breaksBetweenQueries);
    }
  }
}

/** The next query fails of it and is tried again; without a listener it would end the process. */
function breaksBetweenQueries(error: Error): void {
  log.debug({ err: error }, 'a database connection broke while it was in use');
}
