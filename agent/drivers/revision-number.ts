import { createHash } from 'node:crypto';

/** How old a look at the world may be that a revision rests on. */
const lookEveryMs = 1_000;

/**
 * The revision of a system: grows at once with every change its driver makes, and with every difference noticed in the
 * world, which is looked at once a second at most, however often the revision is asked for. It starts at the clock, so
 * that it goes on growing over restarts of the agent.
 */
export type RevisionNumber = { changed(): void; read(): Promise<string> };

/** `look` describes the world in any text that differs when the world does. */
export function createRevisionNumber(look: () => Promise<string>): RevisionNumber {
  let number = Date.now();
  let lastDigest = '';
  let lookedAt = Number.NEGATIVE_INFINITY;
  let looking: Promise<void> | null = null;
  const lookNow = async () => {
    lookedAt = performance.now();
    const digest = createHash('sha1')
      .update(await look())
      .digest('hex');
    if (digest !== lastDigest) number++;
    lastDigest = digest;
  };
  return {
    changed() {
      number++;
    },
    async read() {
      const isFresh = performance.now() - lookedAt < lookEveryMs;
      if (!isFresh) {
        looking = lookNow().finally(() => {
          looking = null;
        });
      }
      await looking;
      return String(number);
    },
  };
}
