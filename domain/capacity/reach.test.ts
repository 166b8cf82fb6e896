import fc from 'fast-check';
import { expect, test } from 'vitest';
import { HORIZON_DAYS, reachesOf } from './reach.ts';

/** The same cases on every run. */
fc.configureGlobal({ seed: 20_110_815 });

const at = (usedBytes: number) => ({ atMs: 0, usedBytes, physicalBytes: 1000 });

test('days to 80, 90 and 100 %, with their range', () => {
  expect(reachesOf(at(700), { slope: 10, low: 5, high: 20 }, 0)).toEqual([
    { percent: 80, bytes: 800, state: 'expected', days: 10, earliestDays: 5, latestDays: 20 },
    { percent: 90, bytes: 900, state: 'expected', days: 20, earliestDays: 10, latestDays: 40 },
    { percent: 100, bytes: 1000, state: 'expected', days: 30, earliestDays: 15, latestDays: 60 },
  ]);
});

test('what is reached, what may be, and what is not to be expected', () => {
  const [first, second, third] = reachesOf(at(850), { slope: 0, low: -3, high: 10 }, 0);
  expect(first).toMatchObject({ state: 'reached', days: 0 });
  expect(second).toMatchObject({ state: 'possible', days: null, earliestDays: 5, latestDays: null });
  expect(reachesOf(at(850), { slope: -2, low: -3, high: 0 }, 0)[2]).toMatchObject({
    state: 'not-expected',
    earliestDays: null,
  });
  expect(third?.bytes).toBe(1000);
});

test('days are counted from now, not from the last sample', () => {
  expect(reachesOf(at(700), { slope: 10, low: 10, high: 10 }, 4 * 86_400_000)[0]).toMatchObject({ days: 6 });
});

test('never NaN or Infinity; earliest before latest; all within the horizon', () => {
  const any = fc.double({ noNaN: true, min: -1e16, max: 1e16 });
  fc.assert(
    fc.property(
      fc.nat(),
      fc.integer({ min: 1, max: 2 ** 31 }),
      any,
      any,
      any,
      fc.nat({ max: 1e13 }),
      (usedBytes, physicalBytes, a, b, c, now) => {
        const [low = 0, slope = 0, high = 0] = [a, b, c].sort((x, y) => x - y);
        for (const { days, earliestDays, latestDays } of reachesOf(
          { atMs: 0, usedBytes, physicalBytes },
          { slope, low, high },
          now,
        )) {
          for (const figure of [days, earliestDays, latestDays])
            if (figure !== null) expect(figure >= 0 && figure <= HORIZON_DAYS).toBe(true);
          if (days !== null) expect(earliestDays).toBeLessThanOrEqual(days);
          if (days !== null && latestDays !== null) expect(days).toBeLessThanOrEqual(latestDays);
        }
      },
    ),
  );
});
