import fc from 'fast-check';
import { expect, test } from 'vitest';
import { median, theilSen } from './theil-sen.ts';

/** The same cases on every run. */
fc.configureGlobal({ seed: 20_110_815 });

const line = (slope: number, days: number) => Array.from({ length: days }, (_, x) => ({ x, y: 100 + slope * x }));

test('a line has its slope and no doubt', () => {
  expect(theilSen(line(3, 10))).toEqual({ slope: 3, low: 3, high: 3 });
  expect(theilSen(line(0, 10))).toEqual({ slope: 0, low: 0, high: 0 });
});

test('two points in ten gone wild do not move it', () => {
  const points = line(3, 10).map((point) => (point.x === 2 || point.x === 7 ? { ...point, y: 1e9 } : point));
  expect(theilSen(points)?.slope).toBeCloseTo(3, 9);
});

test('scatter widens the interval around the slope', () => {
  const points = line(3, 30).map(({ x, y }) => ({ x, y: y + ((x * 17) % 31) - 15 }));
  const trend = theilSen(points);
  expect(trend?.low).toBeLessThan(3);
  expect(trend?.high).toBeGreaterThan(3);
  expect(Math.abs((trend?.slope ?? 0) - 3)).toBeLessThan(1);
});

test('nothing to measure a slope by', () => {
  expect(theilSen([])).toBeNull();
  expect(theilSen([{ x: 1, y: 1 }])).toBeNull();
  expect(
    theilSen([
      { x: 1, y: 1 },
      { x: 1, y: 5 },
    ]),
  ).toBeNull();
});

test('finite, in order, and moved by what moves the points', () => {
  const points = fc.uniqueArray(fc.record({ x: fc.nat(1000), y: fc.integer({ min: 0, max: 2 ** 50 }) }), {
    selector: (point) => point.x,
    minLength: 2,
    maxLength: 40,
  });
  fc.assert(
    fc.property(points, (list) => {
      const trend = theilSen(list);
      if (!trend) throw new Error('two different x have a slope');
      expect(trend.low).toBeLessThanOrEqual(trend.slope);
      expect(trend.slope).toBeLessThanOrEqual(trend.high);
      for (const figure of Object.values(trend)) expect(Number.isFinite(figure)).toBe(true);
      const steeper = theilSen(list.map(({ x, y }) => ({ x, y: y + 1024 * x })));
      expect((steeper?.slope ?? 0) - trend.slope).toBeCloseTo(1024, -2);
    }),
  );
});

test('the median', () => {
  expect([median([1, 5, 9]), median([1, 5]), median([7])]).toEqual([5, 3, 7]);
});
