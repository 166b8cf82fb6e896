import { expect, it } from 'vitest';
import { niceTicks } from './nice-ticks.ts';

it.each([
  [10, 1, [0, 2, 4, 6, 8, 10]],
  [10.4, 1, [0, 2.5, 5, 7.5, 10]],
  [256, 1, [0, 100, 200]],
  [0.7, 1, [0, 0.2, 0.4, 0.6]],
  [3 * 1024, 1024, [0, 1024, 2048, 3072]],
  [0, 1, [0]],
  [Number.NaN, 1, [0]],
])('up to %d in units of %d', (highest, unit, ticks) => {
  const found = niceTicks(highest, unit);
  expect(found).toHaveLength(ticks.length);
  for (const [at, tick] of found.entries()) expect(tick).toBeCloseTo(ticks[at] ?? Number.NaN);
});
