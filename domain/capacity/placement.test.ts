import { expect, test } from 'vitest';
import type { AdvisorInput } from './advisor-input.ts';
import { advisorModel } from './advisor-model.ts';
import { madeCsv, madeInput, madeVm } from './made-inventory.ts';
import { emptyPlacement, isUsed, obstacle, put, restore, take } from './placement.ts';

const of = (input: Partial<AdvisorInput>) => emptyPlacement(advisorModel(madeInput(input)));
const two = [
  madeCsv('a', { diskGroupId: 'g' }),
  madeCsv('b', { diskGroupId: 'h' }),
  madeCsv('other', { drPolicy: 'sync' }),
];
const groups = (g: number | null, h: number | null) => [
  { id: 'g', iops: g },
  { id: 'h', iops: h },
];

test('put and take change every sum, and back again', () => {
  const placement = of({
    csvs: two,
    vms: [madeVm('v', 'a', 100, { iops: 7 }), madeVm('w', 'b', 50)],
    diskGroups: groups(9, 9),
    apart: [{ name: 'r', vmIds: ['v'] }],
  });
  const before = structuredClone({ ...placement, model: null });
  put(placement, 0, 1);
  expect([
    placement.csvOf[0],
    placement.load[1],
    placement.vmsOn[1],
    placement.arrived[1],
    placement.iops[1],
    placement.ruled[1]?.get(0),
  ]).toEqual([1, 100, 1, 1, 7, 1]);
  expect([...(placement.members[1] ?? [])]).toEqual([0]);
  take(placement, 0);
  expect(placement.ruled[1]?.get(0)).toBe(0);
  placement.ruled[1]?.delete(0);
  expect({ ...placement, model: null }).toEqual(before);
  take(placement, 0);
  expect({ ...placement, model: null }).toEqual(before);
});

test('another class is an obstacle, and so is too little room', () => {
  const placement = of({
    csvs: two,
    vms: [madeVm('v', 'a', 900), madeVm('w', 'b', 1), madeVm('big', 'a', 950)],
    diskGroups: groups(null, null),
  });
  expect(obstacle(placement, 0, 2)).toBe('policy');
  expect(obstacle(placement, 0, 1)).toBeNull();
  put(placement, 1, 1);
  expect(obstacle(placement, 0, 1)).toBe('room');
});

test('at home a VM may be above the reserve, until another has come in', () => {
  const placement = of({
    csvs: two,
    vms: [madeVm('big', 'a', 950), madeVm('w', 'b', 1)],
    diskGroups: groups(null, null),
  });
  expect(obstacle(placement, 0, 0)).toBeNull();
  put(placement, 1, 0);
  expect(obstacle(placement, 0, 0)).toBe('room');
});

test('rivals and IOPS', () => {
  const vms = [madeVm('v', 'a', 1, { iops: 60 }), madeVm('w', 'b', 1, { iops: 60 }), madeVm('x', 'b', 1)];
  const placement = of({ csvs: two, vms, diskGroups: groups(100, 100), apart: [{ name: 'r', vmIds: ['v', 'x'] }] });
  put(placement, 0, 0);
  expect(obstacle(placement, 1, 0)).toBe('iops');
  expect(obstacle(placement, 2, 0)).toBe('anti-affinity');
  expect(obstacle(placement, 2, 1)).toBeNull();
});

test('a disk group that is above its IOPS already may keep them, and gets no more', () => {
  const vms = [madeVm('v', 'a', 1, { iops: 60 }), madeVm('w', 'a', 1, { iops: 60 }), madeVm('x', 'b', 1, { iops: 1 })];
  const placement = of({ csvs: two, vms, diskGroups: groups(100, 100) });
  put(placement, 0, 0);
  expect(obstacle(placement, 1, 0)).toBeNull();
  put(placement, 1, 0);
  expect(obstacle(placement, 2, 0)).toBe('iops');
});

test('pinned VMs are counted from the start; files keep a CSV in use', () => {
  const csvs = [madeCsv('a'), madeCsv('b', { otherBytes: 5 }), madeCsv('c')];
  const placement = of({ csvs, vms: [madeVm('still', 'a', 10, { movable: false })] });
  expect([placement.load[0], placement.csvOf[0]]).toEqual([10, -1]);
  expect([0, 1, 2].map((csv) => isUsed(placement, csv))).toEqual([true, true, false]);
});

test('a kept placement comes back', () => {
  const placement = of({ csvs: two, vms: [madeVm('v', 'a', 100), madeVm('w', 'b', 50)], diskGroups: groups(9, 9) });
  put(placement, 0, 0);
  const kept = placement.csvOf.slice();
  take(placement, 0);
  put(placement, 0, 1);
  put(placement, 1, 1);
  restore(placement, kept);
  expect([...placement.csvOf]).toEqual([0, -1]);
  expect([...placement.load]).toEqual([100, 0, 0]);
});
