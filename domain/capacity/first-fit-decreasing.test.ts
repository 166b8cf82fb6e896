import { expect, test } from 'vitest';
import { advisorModel } from './advisor-model.ts';
import { firstFitDecreasing } from './first-fit-decreasing.ts';
import { madeCsv, madeInput, madeVm } from './made-inventory.ts';
import { emptyPlacement } from './placement.ts';
import { partsOf } from './placement-score.ts';

const packed = (csvSizes: number[], vmSizes: number[]) => {
  const csvs = csvSizes.map((sizeBytes, at) => madeCsv(`c${at}`, { sizeBytes }));
  const model = advisorModel(
    madeInput({ csvs, vms: vmSizes.map((size, at) => madeVm(`v${at}`, 'c0', size)), reservePercent: 0 }),
  );
  const placement = emptyPlacement(model);
  const unplaced = firstFitDecreasing(placement, partsOf(model)[0] ?? { vms: [], csvs: [] });
  return { csvOf: [...placement.csvOf], unplaced };
};

test('the largest first, onto the roomiest that is open', () => {
  expect(packed([50, 100, 100], [60, 50, 40, 30])).toEqual({ csvOf: [1, 2, 1, 2], unplaced: [] });
});

test('what fits nowhere is answered', () => {
  const csvs = [madeCsv('small', { sizeBytes: 40 }), madeCsv('far', { drPolicy: 'sync' })];
  const vms = [madeVm('big', 'far', 50), madeVm('fits', 'far', 30)];
  const model = advisorModel(madeInput({ csvs, vms, reservePercent: 0 }));
  const placement = emptyPlacement(model);
  expect(firstFitDecreasing(placement, partsOf(model)[0] ?? { vms: [], csvs: [] })).toEqual([0]);
  expect([...placement.csvOf]).toEqual([-1, 0]);
});
