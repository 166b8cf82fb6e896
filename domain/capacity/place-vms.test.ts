import { expect, test } from 'vitest';
import type { AdvisorInput } from './advisor-input.ts';
import { advisorModel } from './advisor-model.ts';
import { madeCsv, madeInput, madeVm } from './made-inventory.ts';
import { bestFit, bySize, placeVms, stayHome } from './place-vms.ts';
import { emptyPlacement, put } from './placement.ts';

const of = (input: Partial<AdvisorInput>) => emptyPlacement(advisorModel(madeInput({ reservePercent: 0, ...input })));
const csvs = [madeCsv('a', { sizeBytes: 100 }), madeCsv('b', { sizeBytes: 60 }), madeCsv('c', { sizeBytes: 200 })];

test('larger first, and in their order where they are alike', () => {
  const placement = of({ csvs, vms: [10, 30, 20, 30].map((size, at) => madeVm(`v${at}`, 'a', size)) });
  expect(bySize(placement, [0, 1, 2, 3])).toEqual([1, 3, 2, 0]);
});

test('what may stay stays: not off the kept CSVs, not beside a rival, not when spread', () => {
  const spread = madeVm('spread', 'a', 0, {
    disks: [
      { csvId: 'a', sizeBytes: 5 },
      { csvId: 'b', sizeBytes: 5 },
    ],
  });
  const vms = [madeVm('v', 'a', 10), madeVm('w', 'a', 20), madeVm('x', 'b', 10), spread];
  const placement = of({ csvs, vms, apart: [{ name: 'r', vmIds: ['v', 'w'] }] });
  expect(stayHome(placement, [0, 1, 2, 3], new Set([0]))).toEqual([0, 2, 3]);
  expect(placement.csvOf[1]).toBe(0);
});

test('the tightest fit', () => {
  const placement = of({ csvs, vms: [madeVm('v', 'c', 55), madeVm('w', 'c', 300)] });
  expect(bestFit(placement, 0, [0, 1, 2])).toBe(1);
  expect(bestFit(placement, 1, [0, 1, 2])).toBe(-1);
});

test('a smaller one makes way for a larger that fits nowhere else', () => {
  const placement = of({ csvs, vms: [madeVm('large', 'c', 95), madeVm('small', 'a', 50)] });
  put(placement, 1, 0);
  expect(placeVms(placement, [0], [0, 1], true)).toEqual([]);
  expect([...placement.csvOf]).toEqual([0, 1]);
});

test('what fits nowhere is answered, all of it or the first', () => {
  const vms = [madeVm('v', 'c', 150), madeVm('w', 'c', 140), madeVm('x', 'c', 50)];
  const placement = of({ csvs, vms });
  expect(placeVms(placement, [0, 1, 2], [0, 1], false)).toEqual([0, 1]);
  expect(placement.csvOf[2]).toBe(1);
  expect(placeVms(of({ csvs, vms }), [0, 1, 2], [0, 1], true)).toEqual([0]);
});
