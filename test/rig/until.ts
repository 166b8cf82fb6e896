/**
 * Asks again until the answer is not null or undefined. Fails, saying what it waited for, after `timeoutMs`: generous,
 * since it only counts when something is broken.
 */
export async function until<T>(
  what: string,
  ask: () => Promise<T | null | undefined>,
  timeoutMs = 120_000,
): Promise<T> {
  const giveUpAt = Date.now() + timeoutMs;
  for (;;) {
    const answer = await ask();
    if (answer !== null && answer !== undefined) return answer;
    if (Date.now() > giveUpAt) throw new Error(`waited ${timeoutMs / 1000} s in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
