/** Resolves after `ms`, or at once when the signal ends it. */
export function wait(ms: number, signal: AbortSignal): Promise<void> {
  return untilEnded(new Promise(() => undefined), ms, signal);
}

/** Resolves when the work has ended, `ms` have passed or the signal ends it; rejects as the work does. */
export function untilEnded(work: Promise<unknown>, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
      act();
    };
    const stop = () => settle(resolve);
    const timer = setTimeout(stop, ms);
    signal.addEventListener('abort', stop);
    work.then(stop, (error: unknown) => settle(() => reject(error)));
    if (signal.aborted) stop();
  });
}
