import { asProblem } from '#server/errors.ts';
import { log } from '#server/log.ts';
import { isPassingDatabaseError } from './with-reconnect.ts';

/**
 * As withReconnect, for work that takes its connections itself (Prisma): it is tried again, with a growing pause, while the
 * database is away, and must be safe to repeat.
 */
export async function untilDatabaseAnswers<T>(work: () => Promise<T>, patienceMs = 600_000): Promise<T> {
  const giveUpAt = performance.now() + patienceMs;
  for (let pauseMs = 50; ; pauseMs = Math.min(pauseMs * 2, 2_000)) {
    try {
      return await work();
    } catch (error) {
      const isAway = isPassingDatabaseError(error) || asProblem(error).code === 'database_unavailable';
      if (!isAway || performance.now() > giveUpAt) throw error;
      log.warn({ err: error, pauseMs }, 'the database did not answer; trying again');
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }
}
