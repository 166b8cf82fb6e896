import { expect, test } from 'vitest';
import { soonestFirst } from './soonest-first.ts';

const line = (days: number | null, earliestDays: number | null, usedPercent: number | null) => ({
  reaches: [{ percent: 100, bytes: 1, state: 'expected' as const, days, earliestDays, latestDays: null }],
  current:
    usedPercent === null
      ? null
      : { at: '2030-01-01T00:00:00Z', usedBytes: 1, provisionedBytes: 1, physicalBytes: 1, usedPercent },
});

test('soonest full, then earliest possible, then fullest, and no data last', () => {
  const lines = [
    line(null, null, null),
    line(null, null, 20),
    line(null, null, 70),
    line(null, 400, 10),
    line(40, 30, 5),
    line(9, 2, 90),
  ];
  const order = [...lines].sort(soonestFirst).map((one) => lines.indexOf(one));
  expect(order).toEqual([5, 4, 3, 2, 1, 0]);
});
