import { expect, test } from 'vitest';
import { GIB, sampleArray, sampleLun, samplePool } from '#domain/testing/sample-fabric.ts';
import { type CloneSource, cloneSourceChecks } from './clone-source.ts';
import type { ArrayFact, LunFact } from './facts.ts';

const sealed = sampleLun({ masking: { 'ms-lib.1': 'read-only' } });
const source = (change: Partial<CloneSource> = {}): CloneSource => ({
  lun: sealed,
  array: sampleArray(),
  pool: samplePool(),
  clones: 0,
  seal: { sentence: 'Seal it.', procedure: 'seal-golden' },
  ...change,
});
const array = (change: Partial<ArrayFact>) => ({ array: sampleArray(change) });
const lun = (change: Partial<LunFact>) => ({ lun: { ...sealed, ...change } });

test('all is well: nine checks pass', () => {
  expect(cloneSourceChecks(source(), 40).map((check) => check.state)).toEqual(
    Array.from({ length: 9 }, () => 'passed'),
  );
});

test('an array that states no limits is not refused for them, and says so', () => {
  const checks = cloneSourceChecks(
    source(array({ maxChainDepth: null, maxLuns: null, maxClonesPerParent: null })),
    9_999,
  );
  expect(checks.filter((check) => /states no limit/.test(check.reason)).map((check) => check.state)).toEqual([
    'passed',
    'passed',
    'passed',
  ]);
});

test.each<[code: string, state: 'refused' | 'warning', change: Partial<CloneSource>, count: number, reason: RegExp]>([
  ['array_unreachable', 'refused', array({ reachable: false }), 1, /SAN-1/],
  ['golden_quarantined', 'refused', lun({ quarantinedUntil: '2026-02-01T00:00:00.000Z' }), 1, /2026-02-01/],
  ['golden_not_sealed', 'refused', lun({ masking: { a: 'read-write' } }), 1, /read-write\), and SAN-1 clones no LUN/],
  ['golden_not_sealed', 'refused', lun({ masking: { a: 'read-only', b: 'read-write' } }), 1, /mixed/],
  [
    'golden_writable',
    'warning',
    { ...lun({ masking: { a: 'read-write' } }), ...array({ sealRequiredBeforeClone: false }) },
    1,
    /does not demand/,
  ],
  ['no_copy_method', 'refused', array({ preferredAllocation: null }), 1, /no preferred way/],
  ['no_copy_method', 'refused', array({ preferredAllocation: 'clone' }), 1, /prefers a clone but does not support it/],
  ['chain_too_deep', 'refused', lun({ chainDepth: 2 }), 1, /at depth 3; SAN-1 allows 2/],
  ['clone_limit_reached', 'refused', { clones: 250 }, 7, /250 clones; with 7 more .* 256/],
  ['lun_limit_reached', 'refused', array({ lunCount: 500, maxLuns: 512 }), 13, /500 LUNs; with 13 more/],
  [
    'pool_full',
    'refused',
    { pool: samplePool({ sizeBytes: 100 * GIB, usedBytes: 96 * GIB, provisionedBytes: 0 }) },
    1,
    /4 GiB of 100 GiB/,
  ],
  [
    'pool_overcommitted',
    'warning',
    { pool: samplePool({ provisionedBytes: 9_990 * GIB }) },
    1,
    /9.7 TiB would be provisioned of 9.7 TiB/,
  ],
])('%s is %s', (code, state, change, count, reason) => {
  const odd = cloneSourceChecks(source(change), count).filter((check) => check.state !== 'passed');
  expect(odd.map((check) => [check.code, check.state])).toEqual([[code, state]]);
  expect(odd[0]?.reason).toMatch(reason);
  expect(odd[0]?.remedy).not.toBeNull();
});

test.each<[Partial<CloneSource>, number]>([
  [{ clones: 250 }, 6],
  [array({ lunCount: 500 }), 12],
  [lun({ chainDepth: 1 }), 1],
  [lun({ masking: {} }), 1],
  [{ pool: samplePool({ sizeBytes: 100 * GIB, usedBytes: 95 * GIB, provisionedBytes: 0 }) }, 1],
])('exactly at the limit is still within it: %j', (change, count) => {
  expect(cloneSourceChecks(source(change), count).every((check) => check.state === 'passed')).toBe(true);
});
