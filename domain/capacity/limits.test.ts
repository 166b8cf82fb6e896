import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applicableLimits, LIMIT_SCOPES, type LimitRecord } from './limits.ts';

/** The same cases on every run. */
fc.configureGlobal({ seed: 20_110_815 });

const array = { arrayId: 'a1', model: 'MD34', firmware: '9.1' };
const record = (over: Partial<LimitRecord>): LimitRecord => ({
  id: 'x',
  arrayId: null,
  model: 'MD34',
  fromFirmware: null,
  beforeFirmware: null,
  scope: 'array',
  value: 100,
  source: 'manual',
  date: '2024-01-01',
  confidence: 'medium',
  ...over,
});
const chosen = (records: LimitRecord[], of = array as Parameters<typeof applicableLimits>[0]) =>
  applicableLimits(of, records).map(({ id, value }) => [id, value]);

test('no record is no answer: the limit is unknown', () => {
  expect(chosen([])).toEqual([]);
  expect(chosen([record({ model: 'Other' })])).toEqual([]);
  expect(chosen([record({})], { arrayId: 'a1', model: null, firmware: null })).toEqual([]);
});

test('the array itself goes before its model, even when it says unknown', () => {
  const probe = record({ id: 'probe', arrayId: 'a1', model: null, value: null, confidence: 'low' });
  expect(chosen([record({}), probe])).toEqual([['probe', null]]);
  expect(chosen([record({}), { ...probe, arrayId: 'a2' }])).toEqual([['x', 100]]);
});

test('then confidence, then date, then the smaller value', () => {
  const sure = record({ id: 'sure', confidence: 'high', value: 400 });
  const later = record({ id: 'later', date: '2025-01-01', value: 300 });
  const small = record({ id: 'small', value: 50 });
  expect(chosen([small, later, sure])).toEqual([['sure', 400]]);
  expect(chosen([small, later])).toEqual([['later', 300]]);
  expect(chosen([record({}), small])).toEqual([['small', 50]]);
});

test('firmware decides; while it is unknown the smallest of the doubtful is taken', () => {
  const old = record({ id: 'old', beforeFirmware: '9.0', value: 64, confidence: 'low' });
  const recent = record({ id: 'recent', fromFirmware: '9.0', value: 256, confidence: 'high' });
  expect(chosen([old, recent])).toEqual([['recent', 256]]);
  expect(chosen([old, recent], { ...array, firmware: null })).toEqual([['old', 64]]);
});

test('at most one record a scope, whatever the order they come in', () => {
  const any = fc.record({
    id: fc.uuid(),
    arrayId: fc.constantFrom(null, 'a1', 'a2'),
    model: fc.constantFrom(null, 'MD34', 'Other'),
    fromFirmware: fc.constantFrom(null, '9.0'),
    beforeFirmware: fc.constantFrom(null, '9.5'),
    scope: fc.constantFrom(...LIMIT_SCOPES),
    value: fc.option(fc.nat(500)),
    source: fc.constant('s'),
    date: fc.constantFrom(null, '2024-01-01', '2025-01-01'),
    confidence: fc.constantFrom('high', 'medium', 'low'),
  }) as fc.Arbitrary<LimitRecord>;
  fc.assert(
    fc.property(fc.array(any, { maxLength: 12 }), fc.constantFrom('9.1', null), (records, firmware) => {
      const forwards = applicableLimits({ ...array, firmware }, records);
      expect(new Set(forwards.map((limit) => limit.scope)).size).toBe(forwards.length);
      expect(applicableLimits({ ...array, firmware }, records.toReversed())).toEqual(forwards);
    }),
  );
});
