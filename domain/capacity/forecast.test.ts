import fc from 'fast-check';
import { expect, test } from 'vitest';
import { forecast, type PoolSample } from './forecast.ts';
import { DAY_MS } from './reach.ts';

/** The same cases on every run. */
fc.configureGlobal({ seed: 20_110_815 });

const TIB = 1024 ** 4;
const TENTH = Math.round(TIB / 10);
const start = Date.UTC(2025, 0, 1);
const sample = (day: number, usedBytes: number, over: Partial<PoolSample> = {}): PoolSample => ({
  atMs: start + day * DAY_MS,
  usedBytes,
  provisionedBytes: 12 * TIB,
  physicalBytes: 10 * TIB,
  ...over,
});
const of = (samples: PoolSample[], nowMs = samples.at(-1)?.atMs ?? start) => {
  const outcome = forecast(samples, nowMs);
  if (!outcome.ok) throw new Error(outcome.refusals.map((refusal) => refusal.sentence).join(' '));
  return outcome.value;
};
const growing = Array.from({ length: 30 }, (_, day) => sample(day, 5 * TIB + day * TENTH));

test('a pool that grows by a tenth of a TiB a day', () => {
  const answered = of(growing);
  expect(answered).toMatchObject({
    status: 'forecast',
    days: 30,
    current: { usedPercent: 79 },
    overCommit: { percent: 120, overBytes: 2 * TIB },
    trend: { usedBytesPerDay: TENTH, provisionedBytesPerDay: 0 },
  });
  expect(answered.reaches.map(({ percent, state, days }) => [percent, state, days])).toEqual([
    [80, 'expected', 1],
    [90, 'expected', 11],
    [100, 'expected', 21],
  ]);
  expect(answered.projection).toHaveLength(13);
  expect(answered.projection[0]).toMatchObject({
    atMs: growing.at(-1)?.atMs,
    expectedBytes: growing.at(-1)?.usedBytes,
  });
});

test('below seven days of samples there is no forecast, and it says how many there are', () => {
  const sixDays = Array.from({ length: 60 }, (_, at) => sample(at / 10, 5 * TIB));
  expect(of(sixDays)).toMatchObject({
    status: 'needs-data',
    days: 6,
    neededDays: 7,
    trend: null,
    reaches: [],
    current: { usedPercent: 50 },
  });
  expect(of([])).toMatchObject({ status: 'needs-data', days: 0, current: null, overCommit: null, projection: [] });
  expect(of([...sixDays, sample(6, 5 * TIB)]).status).toBe('forecast');
});

test('a week that was copied twice and cleaned up does not move the trend', () => {
  const wild = growing.map((one, day) => (day >= 10 && day < 14 ? { ...one, usedBytes: 9 * TIB } : one));
  const drift = Math.abs((of(wild).trend?.usedBytesPerDay ?? 0) / (TIB / 10) - 1);
  expect(drift).toBeLessThan(0.05);
});

test('a pool that does not grow is not expected to fill', () => {
  const flat = growing.map((one) => ({ ...one, usedBytes: 5 * TIB }));
  expect(of(flat).reaches.map((reach) => reach.state)).toEqual(['not-expected', 'not-expected', 'not-expected']);
  expect(of(growing.map((one, day) => ({ ...one, usedBytes: 9 * TIB - day * 1000 }))).trend?.usedBytesPerDay).toBe(
    -1000,
  );
});

test('the order of the samples does not matter', () => {
  expect(of(growing.toReversed(), growing.at(-1)?.atMs)).toEqual(of(growing));
});

test.each([
  [{ usedBytes: -1 }, 'samples[0].usedBytes', 'negative'],
  [{ physicalBytes: 0 }, 'samples[0].physicalBytes', 'not_positive'],
  [{ provisionedBytes: 1.5 }, 'samples[0].provisionedBytes', 'fractional'],
  [{ atMs: Number.NaN }, 'samples[0].atMs', 'not_a_number'],
])('%j is refused', (over, field, code) => {
  expect(forecast([sample(0, 1, over)], start)).toMatchObject({ ok: false, refusals: [{ field, code }] });
});

test('any samples give finite whole figures', () => {
  const bytes = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
  const any = fc.record({
    day: fc.nat(400),
    used: bytes,
    provisioned: bytes,
    physical: fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
  });
  fc.assert(
    fc.property(fc.array(any, { maxLength: 40 }), fc.nat(500), (list, now) => {
      const answered = of(
        list.map((one) =>
          sample(one.day, one.used, { provisionedBytes: one.provisioned, physicalBytes: one.physical }),
        ),
        start + now * DAY_MS,
      );
      const figures = [
        ...answered.projection.flatMap((point) => Object.values(point)),
        ...answered.reaches.map((reach) => reach.bytes),
        answered.trend?.usedBytesPerDay ?? 0,
        answered.overCommit?.percent ?? 0,
      ];
      for (const figure of figures) expect(Number.isSafeInteger(figure)).toBe(true);
      for (const point of answered.projection)
        expect(point.lowBytes <= point.expectedBytes && point.expectedBytes <= point.highBytes).toBe(true);
    }),
  );
});
