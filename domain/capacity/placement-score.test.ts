import { expect, test } from 'vitest';
import { advisorModel } from './advisor-model.ts';
import { madeCsv, madeInput, madeVm } from './made-inventory.ts';
import { emptyPlacement, put } from './placement.ts';
import { bytesToCopy, isBetter, partsOf, scoreOf } from './placement-score.ts';

const spread = madeVm('s', 'a', 0, {
  disks: [
    { csvId: 'a', sizeBytes: 5 },
    { csvId: 'b', sizeBytes: 7 },
  ],
});
const model = advisorModel(
  madeInput({
    csvs: [madeCsv('a'), madeCsv('b'), madeCsv('z', { drPolicy: 'sync' })],
    vms: [madeVm('v', 'a', 10), spread, madeVm('still', 'b', 1, { movable: false })],
  }),
);

test('a part is the movable VMs and all CSVs of a class', () => {
  expect(partsOf(model)).toEqual([
    { vms: [0, 1], csvs: [0, 1] },
    { vms: [], csvs: [2] },
  ]);
});

test('what a placement costs', () => {
  const placement = emptyPlacement(model);
  put(placement, 0, 1);
  put(placement, 1, 1);
  expect(scoreOf(placement, { vms: [0, 1], csvs: [0, 1] })).toEqual({ csvs: 1, moves: 2, bytes: 15 });
  expect([bytesToCopy(model, 1, 0), bytesToCopy(model, 1, 2)]).toEqual([7, 12]);
});

test('CSVs before moves before bytes', () => {
  const base = { csvs: 2, moves: 5, bytes: 9 };
  expect(isBetter({ csvs: 1, moves: 9, bytes: 99 }, base)).toBe(true);
  expect(isBetter({ csvs: 2, moves: 4, bytes: 99 }, base)).toBe(true);
  expect(isBetter({ csvs: 2, moves: 5, bytes: 8 }, base)).toBe(true);
  expect(isBetter(base, base)).toBe(false);
  expect(isBetter({ csvs: 3, moves: 0, bytes: 0 }, base)).toBe(false);
});
