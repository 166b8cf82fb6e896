const pauses = { firstMs: 200, mostMs: 10_000 };

/** Something that shall be so: tried at once, and again with growing pauses as long as it is wanted. */
export type Persistently = {
  /** One try, shared with one that is going on; throws when it fails, and tries go on in the background. */
  now(): Promise<void>;
  /** It is no more as it shall be: tries again after a pause. */
  again(): void;
  /** No more tries; resolves when the last has ended. */
  stop(): Promise<void>;
};

export function persistently(attempt: () => Promise<void>): Persistently {
  let wanted = false;
  let going: Promise<void> | null = null;
  let timer: NodeJS.Timeout | undefined;
  let pauseMs = pauses.firstMs;
  const once = (): Promise<void> => {
    going ??= attempt()
      .then(() => {
        pauseMs = pauses.firstMs;
      })
      .finally(() => {
        going = null;
      });
    return going;
  };
  const again = () => {
    clearTimeout(timer);
    if (!wanted) return;
    timer = setTimeout(() => void once().catch(again), pauseMs).unref();
    pauseMs = Math.min(pauseMs * 2, pauses.mostMs);
  };
  return {
    again,
    async now() {
      wanted = true;
      clearTimeout(timer);
      await once().catch((error) => {
        again();
        throw error;
      });
    },
    async stop() {
      wanted = false;
      clearTimeout(timer);
      await going?.catch(() => {});
    },
  };
}
