import { expect, test } from 'vitest';
import { advisorModel } from './advisor-model.ts';
import { madeCsv, madeInput, madeVm } from './made-inventory.ts';

const disks = (...csvIds: string[]) => ({ disks: csvIds.map((csvId) => ({ csvId, sizeBytes: 10 })) });

test('a partition is a cluster and a class', () => {
  const csvs = [madeCsv('a'), madeCsv('b', { drPolicy: 'sync' }), madeCsv('c', { clusterId: 'q' }), madeCsv('d')];
  const {
    csvs: made,
    vms,
    partitions,
  } = advisorModel(madeInput({ csvs, vms: [madeVm('v', 'c', 1), madeVm('w', 'a', 1, { drPolicy: 'sync' })] }));
  expect(made.map((csv) => csv.partition)).toEqual([0, 1, 2, 0]);
  expect(vms.map((vm) => vm.partition)).toEqual([2, 1]);
  expect(partitions).toBe(3);
});

test('room is what the reserve and other files leave', () => {
  const [csv] = advisorModel(
    madeInput({ csvs: [madeCsv('a', { sizeBytes: 999, otherBytes: 100 })], reservePercent: 25 }),
  ).csvs;
  expect(csv).toMatchObject({ usable: 649, holdsFiles: true });
});

test('disks on one CSV are one piece; a spread VM has no home', () => {
  const csvs = ['a', 'b'].map((id) => madeCsv(id, { diskGroupId: 'g' }));
  const { vms } = advisorModel(
    madeInput({
      csvs,
      vms: [madeVm('v', 'a', 0, disks('b', 'b')), madeVm('w', 'a', 0, disks('a', 'b', 'a'))],
      diskGroups: [{ id: 'g', iops: 7 }],
    }),
  );
  expect(vms[0]).toMatchObject({ home: 1, size: 20, disks: [{ csv: 1, size: 20 }], pinned: false });
  expect(vms[1]).toMatchObject({
    home: -1,
    size: 30,
    disks: [
      { csv: 0, size: 20 },
      { csv: 1, size: 10 },
    ],
    pinned: false,
  });
});

test('what stays: the unmovable, those spread over disk groups, and those that fit nowhere', () => {
  const csvs = [madeCsv('a', { diskGroupId: 'g' }), madeCsv('b')];
  const vms = [
    madeVm('still', 'a', 1, { movable: false }),
    madeVm('fast', 'a', 0, disks('a', 'b')),
    madeVm('free', 'a', 1),
    madeVm('stuck', 'a', 1),
  ];
  const model = advisorModel(madeInput({ csvs, vms, diskGroups: [{ id: 'g', iops: null }] }), new Set([3]));
  expect(model.vms.map((vm) => vm.pinned)).toEqual([true, true, false, true]);
});

test('rules by position', () => {
  const apart = [
    { name: 'x', vmIds: ['v', 'w'] },
    { name: 'y', vmIds: ['w'] },
  ];
  const { vms } = advisorModel(
    madeInput({ csvs: [madeCsv('a')], vms: [madeVm('v', 'a', 1), madeVm('w', 'a', 1)], apart }),
  );
  expect(vms.map((vm) => vm.rules)).toEqual([[0], [0, 1]]);
});
