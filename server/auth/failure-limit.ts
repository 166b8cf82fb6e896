export type FailureLimit = {
  /** Milliseconds until the key may try again; 0 = now. */
  blockedMs: (key: string) => number;
  failed: (key: string) => void;
  forget: (key: string) => void;
};

/**
 * At most `most` failures per key within `windowMs`, in this process's memory. Bounded: with more than `maxKeys` keys
 * the oldest are forgotten.
 */
export function createFailureLimit(
  most: number,
  windowMs: number,
  now: () => number = () => performance.now(),
  maxKeys = 10_000,
): FailureLimit {
  const failures = new Map<string, number[]>();
  const recent = (key: string): number[] => (failures.get(key) ?? []).filter((at) => at > now() - windowMs);
  return {
    blockedMs(key) {
      const times = recent(key);
      const first = times.at(-most);
      return first === undefined ? 0 : first + windowMs - now();
    },
    failed(key) {
      const times = [...recent(key), now()].slice(-most);
      failures.delete(key); // to the end: the map's order is the order of the last failure
      failures.set(key, times);
      const oldest = failures.keys().next();
      if (failures.size > maxKeys && !oldest.done) failures.delete(oldest.value);
    },
    forget: (key) => void failures.delete(key),
  };
}
