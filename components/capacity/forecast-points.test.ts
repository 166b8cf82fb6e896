import { expect, test } from 'vitest';
import { forecastPoints } from './forecast-points.ts';

const sample = (at: string, usedBytes: number) => ({ at, usedBytes, provisionedBytes: 90, physicalBytes: 100 });
const expected = (at: string, expectedBytes: number) => ({
  ...{ at, expectedBytes },
  lowBytes: expectedBytes - 1,
  highBytes: expectedBytes + 1,
});

test('the last sample is where the forecast begins: one moment, one point', () => {
  const points = forecastPoints(
    [sample('2030-01-01T00:00:00Z', 10), sample('2030-01-02T00:00:00Z', 20)],
    [expected('2030-01-02T00:00:00Z', 20), expected('2030-01-03T00:00:00Z', 30)],
  );
  expect(points.map(({ values, band }) => [values.used, values.forecast, band])).toEqual([
    [10, null, undefined],
    [20, 20, [19, 21]],
    [null, 30, [29, 31]],
  ]);
});

test('nothing recorded is nothing to draw', () => expect(forecastPoints([], [])).toEqual([]));
