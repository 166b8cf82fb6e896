import { expect, test } from 'vitest';
import { timeToFull } from './time-to-full.ts';

type Reach = Parameters<typeof timeToFull>[0]['reaches'][number];
const line = (over: Partial<Reach>) => ({
  ...{ status: 'forecast' as const, days: 30, neededDays: 7 },
  reaches: [
    { percent: 100, bytes: 1, state: 'expected' as const, days: 41, earliestDays: 36, latestDays: 50, ...over },
  ],
});

test('a range where the trend has one', () => {
  expect(timeToFull(line({}))).toEqual({ text: 'in 41 days (36 to 50)', tone: 'warning' });
  expect(timeToFull(line({ days: 1, earliestDays: 1, latestDays: 1 })).text).toBe('in 1 day');
  expect(timeToFull(line({ days: 2000, latestDays: null }))).toEqual({
    text: 'in 2,000 days (from 36 days on)',
    tone: 'neutral',
  });
});

test('never a date that the data does not give', () => {
  const needs = { status: 'needs-data' as const, days: 3, neededDays: 7, reaches: [] };
  expect(timeToFull(needs)).toEqual({ text: 'needs 7 days of data, has 3', tone: 'unknown' });
  expect(timeToFull(line({ state: 'possible', days: null, earliestDays: 900, latestDays: null })).text).toBe(
    'not at the trend; in 900 days at the earliest',
  );
  expect(timeToFull(line({ state: 'not-expected', days: null })).text).toBe('not within ten years');
  expect(timeToFull(line({ state: 'reached', days: 0 })).tone).toBe('danger');
});
