import { expect, test } from 'vitest';
import { sampleArray, sampleCloneLun, sampleVm } from '#domain/testing/sample-fabric.ts';
import { fateOf, vmDisksOf } from './vm-disks.ts';

const lun = sampleCloneLun(1);
const facts = {
  luns: [lun, sampleCloneLun(2)],
  arrays: [sampleArray()],
  maskingSets: [],
  clones: [
    { arrayId: 'array-1', parentUniqueId: lun.uniqueId, name: 'child', quarantinedUntil: null },
    { arrayId: 'array-2', parentUniqueId: lun.uniqueId, name: 'elsewhere', quarantinedUntil: null },
  ],
  users: [
    { uniqueId: lun.uniqueId, vmId: 'vm-1', vm: 'web-1' },
    { uniqueId: lun.uniqueId, vmId: 'vm-9', vm: 'web-9' },
  ],
};

test('a disk with its LUN, its clones on the same array, and who else uses it', () => {
  const [disk, ...others] = vmDisksOf(facts)(
    sampleVm(1, { diskUniqueIds: [lun.uniqueId.toUpperCase(), lun.uniqueId.toUpperCase()] }),
  );
  expect(others).toEqual([]);
  expect(disk?.found.map((one) => one.lun.id)).toEqual(['lun-1']);
  expect(disk?.clones.map((clone) => clone.name)).toEqual(['child']);
  expect(disk?.otherUsers).toEqual(['web-9']);
});

test('a disk that no array reports', () => {
  expect(vmDisksOf({ ...facts, luns: [] })(sampleVm(1))).toMatchObject([{ found: [], clones: [] }]);
});

test.each([
  [{}, [], 'quarantine'],
  [{ kind: 'data' as const }, [], 'quarantine'],
  [{}, ['web-9'], 'shared'],
  [{ kind: 'golden' as const }, ['web-9'], 'golden'],
  [{ kind: 'csv' as const }, ['web-9'], 'csv'],
  [{ quarantinedUntil: '2026-02-01T00:00:00.000Z' }, [], 'in-quarantine'],
])('%j used by %j: %s', (change, users, fate) => {
  expect(fateOf(sampleCloneLun(1, change), users)).toBe(fate);
});
