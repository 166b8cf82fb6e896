import { expect, test } from 'vitest';
import { advisorModel } from './advisor-model.ts';
import { consolidate, firstFitSolution } from './consolidate.ts';
import { madeCsv, madeInput, madeInventory, madeVm } from './made-inventory.ts';

test('never worse than first-fit decreasing, on inventories of some size', () => {
  for (const seed of [1, 2, 3]) {
    const input = madeInventory({ csvs: 60, vms: 400, seed });
    const found = consolidate(input);
    const baseline = firstFitSolution(advisorModel(input));
    if (!baseline) throw new Error('first-fit decreasing finds a plan here');
    expect(found.csvs).toBeLessThanOrEqual(baseline.csvs);
    expect(found.moves.length).toBeLessThan(baseline.moves.length);
  }
});

test('the same input has the same answer', () => {
  const input = madeInventory({ csvs: 40, vms: 250, seed: 9 });
  expect(consolidate(input).moves).toEqual(consolidate(input).moves);
});

test('what fits nowhere stays, and the rest is solved around it', () => {
  const csvs = [
    madeCsv('a', { sizeBytes: 100 }),
    madeCsv('b', { sizeBytes: 100 }),
    madeCsv('far', { drPolicy: 'sync' }),
  ];
  const vms = [madeVm('big', 'far', 500), madeVm('v', 'a', 10), madeVm('w', 'b', 10)];
  const { stuck, csvs: count, moves } = consolidate(madeInput({ csvs, vms }));
  expect([[...stuck], count, moves.length]).toEqual([[0], 2, 1]);
});

test('a bound that held only because VMs were stuck is not claimed', () => {
  const csvs = ['a', 'b'].map((id) => madeCsv(id, { sizeBytes: 100 }));
  const vms = [madeVm('v', 'a', 10), madeVm('w', 'a', 10), madeVm('x', 'b', 10), madeVm('y', 'b', 10)];
  const apart = [
    { name: 'r', vmIds: ['v', 'w'] },
    { name: 's', vmIds: ['x', 'y', 'v'] },
  ];
  const { parts, stuck } = consolidate(madeInput({ csvs, vms, apart }));
  expect(stuck.size).toBeGreaterThan(0);
  expect(parts[0]).toMatchObject({ lowerBound: 3, boundBy: 'anti-affinity' });
});
