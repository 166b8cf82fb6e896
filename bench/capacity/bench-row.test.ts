import { expect, test } from 'vitest';
import { atMost, medianMs, tableOf } from './bench-row.ts';

test('a figure is held to its bound', () => {
  expect(atMost('count', 50, 'ms', 50).ok).toBe(true);
  expect(atMost('count', 50.01, 'ms', 50).ok).toBe(false);
});

test('the median of the runs that count', () => {
  let calls = 0;
  expect(medianMs(() => calls++, { warmUps: 2, runs: 5 })).toBeGreaterThanOrEqual(0);
  expect(calls).toBe(7);
});

test('the table shows what was missed', () => {
  const table = tableOf([
    { ...atMost('advise', 3000, 'ms', 2000), ratioTo: 'first-fit', ratio: 0.9 },
    { ...atMost('x', 1, 'ms', 2), bound: null },
  ]);
  expect(table).toContain('advise  3,000 ms  <= 2,000 ms  0.9 × first-fit  MISSED');
});
