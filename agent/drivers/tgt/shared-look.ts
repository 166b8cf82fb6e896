/** Whoever asks while a look is going on waits for the next one, together with all who ask meanwhile. */
export function sharedLook<T>(look: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | null = null;
  let next: Promise<T> | null = null;
  const start = (): Promise<T> => {
    const current = look().finally(() => {
      running = null;
    });
    running = current;
    return current;
  };
  return () => {
    if (!next && !running) return start();
    next ??= (running ?? Promise.resolve())
      .then(
        () => {},
        () => {},
      )
      .then(() => {
        next = null;
        return start();
      });
    return next;
  };
}
