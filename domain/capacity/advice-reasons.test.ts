import { expect, test } from 'vitest';
import { blockedVms, classAdvice } from './advice-reasons.ts';
import type { AdvisorInput } from './advisor-input.ts';
import { consolidate } from './consolidate.ts';
import { madeCsv, madeInput, madeVm } from './made-inventory.ts';

const blocked = (input: Partial<AdvisorInput>) =>
  blockedVms(consolidate(madeInput(input))).map(({ vmId, fault, constraint, why }) => [vmId, fault, constraint, why]);
const whys = (input: Partial<AdvisorInput>) => classAdvice(consolidate(madeInput(input))).map((one) => one.why);
const far = madeCsv('far', { drPolicy: 'sync' });

test('what holds a VM in the wrong class: room, IOPS, a rival, or no CSV at all', () => {
  const near = madeCsv('near', { sizeBytes: 100, diskGroupId: 'g' });
  const with_ = (over: Partial<AdvisorInput>) => ({
    csvs: [near, far],
    diskGroups: [{ id: 'g', iops: 10 }],
    vms: [madeVm('v', 'far', 10)],
    ...over,
  });
  expect(blocked(with_({}))).toEqual([]);
  expect(blocked(with_({ vms: [madeVm('v', 'far', 95)] }))).toEqual([
    ['v', 'policy', 'room', 'v fits on no other CSV: too little room with the reserve (1 CSV).'],
  ]);
  expect(blocked(with_({ vms: [madeVm('v', 'far', 10, { iops: 11 })] }))).toEqual([
    ['v', 'policy', 'iops', expect.stringContaining('no IOPS left')],
  ]);
  const rivals = { vms: [madeVm('v', 'far', 10), madeVm('w', 'near', 10)], apart: [{ name: 'r', vmIds: ['v', 'w'] }] };
  expect(blocked(with_(rivals))).toEqual([
    ['v', 'policy', 'anti-affinity', expect.stringContaining('must be apart from')],
  ]);
  expect(blocked({ csvs: [far], vms: [madeVm('v', 'far', 10)] })).toEqual([
    ['v', 'policy', 'policy', expect.stringContaining('no other CSV of its class')],
  ]);
});

test('a VM that is not to be moved says so', () => {
  expect(blocked({ csvs: [madeCsv('near'), far], vms: [madeVm('v', 'far', 10, { movable: false })] })).toEqual([
    ['v', 'policy', 'fixed', 'v is not to be moved.'],
  ]);
  expect(blocked({ csvs: [madeCsv('near')], vms: [madeVm('v', 'near', 10, { movable: false })] })).toEqual([]);
});

test('why a class has as many CSVs as it has', () => {
  const csvs = ['a', 'b', 'c'].map((id) => madeCsv(id, { sizeBytes: 100 }));
  const vms = csvs.map(({ id }) => madeVm(`v-${id}`, id, 60));
  expect(whys({ csvs })).toEqual(['No VM is left in this class.']);
  expect(whys({ csvs, vms: vms.slice(0, 1) })).toEqual(['One CSV is the least a class can have.']);
  expect(
    whys({ csvs, vms: csvs.map(({ id }) => madeVm(`v-${id}`, id, 10)), apart: [{ name: 'r', vmIds: ['v-a', 'v-b'] }] }),
  ).toEqual([expect.stringContaining('A rule keeps 2 VMs apart')]);
  expect(whys({ csvs: csvs.map((csv) => ({ ...csv, otherBytes: 5 })), vms: [] })).toEqual([
    expect.stringContaining('3 CSVs hold files'),
  ]);
  expect(
    whys({ csvs, vms: vms.map((vm) => ({ ...vm, disks: [{ csvId: vm.disks[0]?.csvId ?? '', sizeBytes: 85 }] })) }),
  ).toEqual([expect.stringContaining('Fewer than 3')]);
});

test('where nothing is proven, what stops the next CSV from being emptied', () => {
  const csvs = ['a', 'b'].map((id) => madeCsv(id, { diskGroupId: `g-${id}` }));
  const vms = csvs.map(({ id }) => madeVm(`v-${id}`, id, 10, { iops: 10 }));
  const [why] = whys({
    csvs,
    vms,
    diskGroups: [
      { id: 'g-a', iops: 15 },
      { id: 'g-b', iops: 15 },
    ],
  });
  expect(why).toBe('To empty a, v-a finds no place: its disk group has no IOPS left (1 CSV).');
});
