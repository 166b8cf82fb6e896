import type { Systems } from './find-act.ts';

export type RevisionWatch = ReturnType<typeof watchRevision>;

/**
 * The revision of the whole agent: `<start of this process in ms>.<count>`. It grows whenever a driver's own revision
 * differs from the last look, so equal revisions mean an unchanged world, and a restart costs one full inventory.
 */
export const watchRevision = (systems: Systems) => {
  const start = Date.now();
  const listeners = new Set<(revision: string) => void>();
  let count = 0;
  let fingerprint = '';
  let next: Promise<string> | null = null;
  let last: Promise<unknown> = Promise.resolve();

  const lookNow = async (): Promise<string> => {
    const all = await Promise.all([...systems.values()].map(({ driver }) => driver.revision()));
    const seen = JSON.stringify(all);
    if (seen !== fingerprint) {
      fingerprint = seen;
      count += 1;
      for (const listener of listeners) listener(`${start}.${count}`);
    }
    return `${start}.${count}`;
  };

  /**
   * A look that begins after this call, shared by all who ask before it begins: one that is already under way may have
   * missed what its caller knows.
   */
  const look = (): Promise<string> => {
    if (next) return next;
    next = last.then(() => {
      next = null;
      return lookNow();
    });
    last = next.catch(() => undefined);
    return next;
  };

  /** Calls `listener` for every change until the returned function is called. */
  const subscribe = (listener: (revision: string) => void) => {
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  };

  /** The world may have changed: tells whoever listens. */
  const noticed = () => {
    if (listeners.size > 0) void look().catch(() => undefined);
  };

  return { look, subscribe, noticed };
};
