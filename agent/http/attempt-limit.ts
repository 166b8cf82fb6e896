/** Wrong tokens within a minute: of one caller, and of all together, for whoever has many addresses. */
const mostOfOne = 10;
const mostOfAll = 100;
const windowMs = 60_000;

export type AttemptLimit = ReturnType<typeof createAttemptLimit>;

/** Bounds guessing, in this process's memory. `now` in milliseconds of any clock that only goes forward. */
export const createAttemptLimit = (now: () => number = () => performance.now()) => {
  let failures: { from: string; at: number }[] = [];
  const forgetOld = () => {
    failures = failures.filter(({ at }) => at > now() - windowMs);
  };
  const leftMs = (those: typeof failures, most: number) => {
    const first = those.at(-most);
    return first ? first.at + windowMs - now() : 0;
  };

  return {
    /** Milliseconds until this caller may try again; 0 = now. */
    blockedMs: (from: string): number => {
      forgetOld();
      const own = failures.filter((one) => one.from === from);
      return Math.max(leftMs(own, mostOfOne), leftMs(failures, mostOfAll));
    },
    failed: (from: string) => {
      forgetOld();
      failures.push({ from, at: now() });
    },
  };
};
