import { expect, test } from 'vitest';
import type { Expectation } from './plan.ts';
import { holds, type Observed } from './proof.ts';

const lun: Observed = {
  found: true,
  value: {
    name: 'golden',
    sizeBytes: 10,
    parentUniqueId: null,
    masking: { 'iqn.2026-01.lab:lib.1': 'read-only' },
    mounts: [
      { path: 'C:\\lib\\a', driveLetter: null, label: 'x' },
      { path: 'C:\\lib\\b', driveLetter: 'E' },
    ],
  },
};
const missing: Observed = { found: false };

test.each<[string, Expectation, Observed]>([
  ['a value', { path: ['name'], is: 'golden' }, lun],
  ['null is a value', { path: ['parentUniqueId'], is: null }, lun],
  ['a key with dots and colons', { path: ['masking', 'iqn.2026-01.lab:lib.1'], is: 'read-only' }, lun],
  ['an absent key', { path: ['masking', 'ms-2'], absent: true }, lun],
  ['an absent path of a missing thing', { path: ['masking', 'ms-2'], absent: true }, missing],
  ['an inherited member is absent', { path: ['constructor'], absent: true }, lun],
  ['a member of an array', { path: ['mounts', '1', 'driveLetter'], is: 'E' }, lun],
  [
    'members in any order, with fields of their own',
    {
      path: ['mounts'],
      members: [
        { path: 'C:\\lib\\b', driveLetter: 'E' },
        { path: 'C:\\lib\\a', driveLetter: null },
      ],
    },
    lun,
  ],
  ['found', { found: true }, lun],
  ['gone', { found: false }, missing],
])('holds: %s', (_, expectation, observed) => {
  expect(holds({ expect: [expectation] }, observed)).toEqual({ held: true, failures: [] });
});

test.each<[string, Expectation, Observed, string]>([
  ['another value', { path: ['name'], is: 'x' }, lun, 'name is "golden", expected "x"'],
  ['text is no number', { path: ['sizeBytes'], is: '10' }, lun, 'sizeBytes is 10, expected "10"'],
  ['a path that ends in nothing', { path: ['name', 'first'], is: 'x' }, lun, 'name.first is nothing, expected "x"'],
  ['null is not absent', { path: ['parentUniqueId'], absent: true }, lun, 'parentUniqueId is null, expected nothing'],
  ['a value of a missing thing', { path: ['name'], is: 'golden' }, missing, 'name could not be seen: it was not found'],
  ['a missing thing', { found: true }, missing, 'it was not found'],
  ['a thing that should be gone', { found: false }, lun, 'it is still there'],
  [
    'one member too few',
    { path: ['masking'], members: [] },
    lun,
    'masking is {"iqn.2026-01.lab:lib.1":"read-only"}, expected []',
  ],
])('does not hold: %s', (_, expectation, observed, failure) => {
  expect(holds({ expect: [expectation] }, observed)).toEqual({ held: false, failures: [failure] });
});

test('members: one too many, one changed', () => {
  const mount = { path: 'C:\\lib\\a', driveLetter: null };
  for (const members of [[mount], [mount, mount], [mount, { path: 'C:\\lib\\b', driveLetter: null }]]) {
    expect(holds({ expect: [{ path: ['mounts'], members }] }, lun).held).toBe(false);
  }
});

test('a member with few fields does not take the match of a more demanding one', () => {
  const seen: Observed = { found: true, value: { list: [{ a: 1, b: 2 }, { a: 1 }] } };
  expect(holds({ expect: [{ path: ['list'], members: [{ a: 1 }, { a: 1, b: 2 }] }] }, seen).held).toBe(true);
});

test('every failure is told, not only the first', () => {
  const result = holds(
    { expect: [{ path: ['name'], is: 'x' }, { found: true }, { path: ['sizeBytes'], is: 11 }] },
    lun,
  );
  expect(result.failures).toHaveLength(2);
});
