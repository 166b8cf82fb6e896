import { afterEach, expect, test, vi } from 'vitest';
import { createRevisionNumber } from './revision-number.ts';

afterEach(() => {
  vi.useRealTimers();
});

test('a revision grows with own changes at once and with differences of the world once a second', async () => {
  vi.useFakeTimers();
  let world = 'a';
  let looks = 0;
  const revision = createRevisionNumber(async () => {
    looks++;
    return world;
  });
  const read = async () => Number(await revision.read());
  const first = await read();
  expect(await read()).toBe(first);
  revision.changed();
  expect(await read()).toBeGreaterThan(first);
  const own = await read();
  world = 'b';
  expect([await read(), looks]).toEqual([own, 1]);
  vi.advanceTimersByTime(1_001);
  expect(await read()).toBeGreaterThan(own);
  const noticed = await read();
  vi.advanceTimersByTime(1_001);
  expect([await read(), looks]).toEqual([noticed, 3]);
});

test('a look that fails is told, and the next one is taken', async () => {
  vi.useFakeTimers();
  let fails = true;
  const revision = createRevisionNumber(async () => {
    if (fails) throw new Error('away');
    return 'there';
  });
  await expect(revision.read()).rejects.toThrow('away');
  fails = false;
  vi.advanceTimersByTime(1_001);
  expect(Number(await revision.read())).toBeGreaterThan(0);
});
