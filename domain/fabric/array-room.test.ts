import { expect, test } from 'vitest';
import { GIB, sampleArray, samplePool } from '#domain/testing/sample-fabric.ts';
import { lunLimit, poolCommitment, poolReserve } from './array-room.ts';

test.each([
  [null, 3, 'lun_limit', undefined],
  [13, 3, 'lun_limit', undefined],
  [12, 3, 'lun_limit_reached', 'Ask for at most 2, or purge quarantined LUNs.'],
  [10, 1, 'lun_limit_reached', 'Purge quarantined LUNs.'],
])('ten LUNs of at most %s, and %i more: %s', (maxLuns, count, code, remedy) => {
  const check = lunLimit(sampleArray({ maxLuns }), count);
  expect([check.code, check.remedy?.sentence]).toEqual([code, remedy]);
});

test('a pool keeps five per cent free', () => {
  expect(poolReserve(samplePool({ usedBytes: 9_500 * GIB })).code).toBe('pool_room');
  expect(poolReserve(samplePool({ usedBytes: 9_501 * GIB })).code).toBe('pool_full');
});

test('what is promised may be more than there is, with a warning', () => {
  expect(poolCommitment(samplePool(), 8_000 * GIB).code).toBe('pool_commitment');
  expect(poolCommitment(samplePool(), 8_000 * GIB + 1)).toMatchObject({ code: 'pool_overcommitted', state: 'warning' });
});
