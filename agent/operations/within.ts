/** What the promise resolves to when it does so within `waitMs`, else null. The promise itself goes on. */
export const within = async <T>(promise: Promise<T>, waitMs: number): Promise<T | null> => {
  let timer: NodeJS.Timeout | undefined;
  const timeUp = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, waitMs, null);
  });
  try {
    return await Promise.race([promise, timeUp]);
  } finally {
    clearTimeout(timer);
  }
};
