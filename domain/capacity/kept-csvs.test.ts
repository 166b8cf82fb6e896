import { expect, test } from 'vitest';
import { advisorModel } from './advisor-model.ts';
import { type KeepBy, keptCsvs } from './kept-csvs.ts';
import { madeCsv, madeInput, madeVm } from './made-inventory.ts';
import { emptyPlacement } from './placement.ts';
import { partsOf } from './placement-score.ts';

const csvs = [
  madeCsv('many', { sizeBytes: 100 }),
  madeCsv('heavy', { sizeBytes: 120 }),
  madeCsv('roomy', { sizeBytes: 500 }),
  madeCsv('files', { sizeBytes: 50, otherBytes: 40 }),
];
const vms = [madeVm('v', 'many', 10), madeVm('w', 'many', 10), madeVm('x', 'heavy', 60)];

const kept = (count: number, by: KeepBy, more = vms) => {
  const model = advisorModel(madeInput({ csvs, vms: more, reservePercent: 0 }));
  const found = keptCsvs(emptyPlacement(model), partsOf(model)[0] ?? { vms: [], csvs: [] }, count, by);
  return found && [...found].map((csv) => csvs[csv]?.id).sort();
};

test('by VMs, by bytes or by room; what must stay is always among them', () => {
  expect(kept(2, 'vms')).toEqual(['files', 'many']);
  expect(kept(2, 'bytes')).toEqual(['files', 'heavy']);
  expect(kept(2, 'room')).toEqual(['files', 'roomy']);
  expect(kept(4, 'vms')).toEqual(['files', 'heavy', 'many', 'roomy']);
});

test('where the choice has too little room the roomiest comes in', () => {
  expect(kept(2, 'bytes', [...vms, madeVm('big', 'heavy', 300)])).toEqual(['files', 'roomy']);
  // A full CSV may keep what it has: 300 of the 310 bytes are at home there, and 10 fit beside the files.
  expect(kept(2, 'bytes', [madeVm('big', 'heavy', 300), madeVm('small', 'many', 10)])).toEqual(['files', 'heavy']);
  expect(kept(2, 'vms', [...vms, madeVm('big', 'roomy', 300)])).toEqual(['files', 'roomy']);
});

test('no choice where there is none', () => {
  expect(kept(0, 'vms')).toBeNull();
  expect(kept(1, 'vms')).toBeNull();
});
