import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exactSum, MAX_COUNT, refuseBytes, refuseCount, refuseTotal } from './whole-number.ts';

/** The same cases on every run. */
fc.configureGlobal({ seed: 20_110_815 });

test.each([
  [0, 'not_positive'],
  [-3, 'not_positive'],
  [1.5, 'fractional'],
  [Number.NaN, 'not_a_number'],
  ['4', 'not_a_number'],
  [null, 'not_a_number'],
  [Number.POSITIVE_INFINITY, 'too_large'],
  [Number.NEGATIVE_INFINITY, 'not_positive'],
  [MAX_COUNT + 1, 'too_large'],
])('a count of %s is refused as %s', (value, code) => {
  expect(refuseCount('hosts', value)).toMatchObject({
    code,
    field: 'hosts',
    remedy: expect.stringContaining('1000000'),
  });
});

test('every whole number in range is a count, and its ends too', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: MAX_COUNT }), (value) => refuseCount('hosts', value) === null));
  expect(refuseCount('hosts', 1)).toBeNull();
  expect(refuseCount('hosts', MAX_COUNT)).toBeNull();
});

test('a size may be zero, not negative, and not beyond exactness', () => {
  expect(refuseBytes('sizeBytes', 0)).toBeNull();
  expect(refuseBytes('sizeBytes', 0, 1)?.code).toBe('not_positive');
  expect(refuseBytes('sizeBytes', -1)?.code).toBe('negative');
  expect(refuseBytes('sizeBytes', 2 ** 53)?.code).toBe('too_large');
});

test('a sum is exact or absent', () => {
  expect(exactSum([])).toBe(0);
  expect(exactSum([1, 2, 3])).toBe(6);
  expect(exactSum([Number.MAX_SAFE_INTEGER, 1])).toBeNull();
  expect(refuseTotal('disks').code).toBe('result_too_large');
});
