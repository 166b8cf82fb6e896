import { expect, test } from 'vitest';
import { refuseAdvisorInput } from './advisor-input.ts';
import { madeCsv, madeInput, madeInventory, madeVm } from './made-inventory.ts';

test('the same numbers give the same inventory, and it is sound', () => {
  const made = madeInventory({ csvs: 30, vms: 200, seed: 1 });
  expect(madeInventory({ csvs: 30, vms: 200, seed: 1 })).toEqual(made);
  expect(madeInventory({ csvs: 30, vms: 200, seed: 2 })).not.toEqual(made);
  expect(refuseAdvisorInput(made)).toEqual([]);
  expect([made.csvs.length, made.vms.length, made.apart.length]).toEqual([30, 200, 2]);
});

test('no CSV is promised more than it has', () => {
  const { csvs, vms } = madeInventory({ csvs: 30, vms: 200, seed: 3 });
  for (const csv of csvs) {
    const used = vms
      .flatMap((vm) => vm.disks)
      .reduce((sum, disk) => (disk.csvId === csv.id ? sum + disk.sizeBytes : sum), 0);
    expect(used).toBeLessThanOrEqual(csv.sizeBytes);
  }
});

test('single pieces take what is said of them', () => {
  const input = madeInput({ csvs: [madeCsv('c', { sizeBytes: 5 })], vms: [madeVm('v', 'c', 3, { movable: false })] });
  expect(input).toMatchObject({
    csvs: [{ id: 'c', sizeBytes: 5 }],
    vms: [{ id: 'v', movable: false }],
    reservePercent: 10,
  });
});
