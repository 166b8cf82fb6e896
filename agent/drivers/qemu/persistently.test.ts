import { expect, test, vi } from 'vitest';
import { persistently } from './persistently.ts';

test('what failed is tried again with growing pauses until it is so, and no more once it is not wanted', async () => {
  vi.useFakeTimers();
  try {
    const at: number[] = [];
    let isBroken = true;
    const start = Date.now();
    const tries = persistently(async () => {
      at.push(Date.now() - start);
      if (isBroken) throw new Error('not yet');
    });
    await expect(tries.now()).rejects.toThrow('not yet');
    await vi.advanceTimersByTimeAsync(1_500);
    expect(at).toEqual([0, 200, 600, 1_400]);
    await vi.advanceTimersByTimeAsync(100_000);
    const late = at.slice(-2);
    expect((late[1] ?? 0) - (late[0] ?? 0)).toBe(10_000);
    isBroken = false;
    await vi.advanceTimersByTimeAsync(10_000);
    const count = at.length;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(at.length).toBe(count);
    tries.again();
    await tries.stop();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(at.length).toBe(count);
  } finally {
    vi.useRealTimers();
  }
});

test('those who want it at the same time share one try', async () => {
  let count = 0;
  const tries = persistently(async () => {
    count++;
  });
  await Promise.all([tries.now(), tries.now()]);
  expect(count).toBe(1);
  await tries.stop();
});
