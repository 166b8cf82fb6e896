import { expect, test } from 'vitest';
import { type AdvisorInput, refuseAdvisorInput } from './advisor-input.ts';

const csv = (id: string, over = {}) => ({
  id,
  name: id,
  clusterId: 'k',
  backupPolicy: 'n',
  drPolicy: 'n',
  sizeBytes: 1000,
  otherBytes: 0,
  diskGroupId: null,
  registrations: 4,
  exists: true,
  ...over,
});
const vm = (id: string, over = {}) => ({
  id,
  name: id,
  backupPolicy: 'n',
  drPolicy: 'n',
  iops: null,
  movable: true,
  disks: [{ csvId: 'c1', sizeBytes: 10 }],
  ...over,
});
const input = (over: Partial<AdvisorInput> = {}): AdvisorInput => ({
  csvs: [csv('c1'), csv('c2', { clusterId: 'k2' }), csv('new', { exists: false })],
  vms: [vm('a'), vm('b')],
  diskGroups: [],
  apart: [],
  reservePercent: 10,
  copyMegabytesPerSecond: 200,
  ...over,
});

test('a sound inventory is not refused, an empty one neither', () => {
  expect(refuseAdvisorInput(input())).toEqual([]);
  expect(refuseAdvisorInput(input({ csvs: [], vms: [] }))).toEqual([]);
});

test.each([
  [{ reservePercent: 91 }, 'too_large', 'reservePercent'],
  [{ copyMegabytesPerSecond: 0 }, 'not_positive', 'copyMegabytesPerSecond'],
  [{ csvs: [csv('c1'), csv('c1')] }, 'duplicate', 'csvs'],
  [{ csvs: [csv('c1', { diskGroupId: 'x' })] }, 'unknown_reference', 'csvs[0]'],
  [{ csvs: [csv('c1', { exists: false, otherBytes: 1 })] }, 'contradictory', 'csvs[0]'],
  [{ csvs: [csv('c1', { sizeBytes: 0 })] }, 'not_positive', 'csvs[0].sizeBytes'],
  [{ vms: [vm('a', { disks: [] })] }, 'empty', 'vms[0]'],
  [{ vms: [vm('a', { disks: [{ csvId: 'zz', sizeBytes: 1 }] })] }, 'unknown_reference', 'vms[0]'],
  [{ vms: [vm('a', { disks: [{ csvId: 'new', sizeBytes: 1 }] })] }, 'contradictory', 'vms[0]'],
  [
    {
      vms: [
        vm('a', {
          disks: [
            { csvId: 'c1', sizeBytes: 1 },
            { csvId: 'c2', sizeBytes: 1 },
          ],
        }),
      ],
    },
    'contradictory',
    'vms[0]',
  ],
  [{ vms: [vm('a', { disks: [{ csvId: 'c1', sizeBytes: -1 }] })] }, 'negative', 'vms[0].disks[0].sizeBytes'],
  [{ vms: [vm('a', { iops: 0.5 })] }, 'fractional', 'vms[0].iops'],
  [{ apart: [{ name: 'r', vmIds: ['a', 'q'] }] }, 'unknown_reference', 'apart[0]'],
  [{ apart: [{ name: 'r', vmIds: ['a', 'a'] }] }, 'contradictory', 'apart[0]'],
  [{ diskGroups: [{ id: 'd', iops: -1 }] }, 'negative', 'diskGroups[0].iops'],
  [{ csvs: [csv('c1', { sizeBytes: 2 ** 53 - 1 }), csv('c3')] }, 'result_too_large', 'sizes'],
])('%j is refused', (over, code, field) => {
  expect(refuseAdvisorInput(input({ ...('csvs' in over ? { vms: [] } : {}), ...over }))).toEqual([
    expect.objectContaining({ code, field }),
  ]);
});
