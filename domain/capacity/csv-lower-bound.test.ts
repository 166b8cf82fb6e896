import { expect, test } from 'vitest';
import type { AdvisorInput } from './advisor-input.ts';
import { advisorModel } from './advisor-model.ts';
import { lowerBoundOf, mustStay } from './csv-lower-bound.ts';
import { madeCsv, madeInput, madeVm } from './made-inventory.ts';
import { emptyPlacement } from './placement.ts';
import { partsOf } from './placement-score.ts';

const boundOf = (input: Partial<AdvisorInput>) => {
  const model = advisorModel(madeInput({ reservePercent: 0, ...input }));
  const [part] = partsOf(model);
  return lowerBoundOf(emptyPlacement(model), part ?? { vms: [], csvs: [] });
};
const csvs = [madeCsv('a', { sizeBytes: 100 }), madeCsv('b', { sizeBytes: 60 }), madeCsv('c', { sizeBytes: 50 })];
const vms = (...sizes: number[]) => sizes.map((size, at) => madeVm(`v${at}`, 'a', size));

test('the roomiest that could hold everything', () => {
  expect(boundOf({ csvs, vms: vms(40, 40) })).toEqual({ count: 1, by: 'room' });
  expect(boundOf({ csvs, vms: [madeVm('v', 'a', 50), madeVm('w', 'b', 51)] })).toEqual({ count: 2, by: 'room' });
  expect(boundOf({ csvs })).toEqual({ count: 0, by: 'room' });
});

test('rules', () => {
  const apart = [{ name: 'r', vmIds: ['v0', 'v1', 'v2'] }];
  expect(boundOf({ csvs, vms: vms(1, 1, 1, 1), apart })).toEqual({ count: 3, by: 'anti-affinity' });
});

test('what must stay comes first, and its room counts', () => {
  const kept = [...csvs.slice(0, 2), madeCsv('c', { sizeBytes: 50, otherBytes: 10 })];
  expect(boundOf({ csvs: kept, vms: vms(30) })).toEqual({ count: 1, by: 'fixed' });
  expect(boundOf({ csvs: kept, vms: vms(30, 30) })).toEqual({ count: 2, by: 'room' });
  const model = advisorModel(madeInput({ csvs: kept, vms: [madeVm('still', 'b', 1, { movable: false })] }));
  expect([0, 1, 2].map((csv) => mustStay(emptyPlacement(model), csv))).toEqual([false, true, true]);
});

test('a CSV above its reserve may keep all it has', () => {
  expect(boundOf({ csvs: csvs.slice(0, 1), vms: vms(95), reservePercent: 50 })).toEqual({ count: 1, by: 'room' });
});
