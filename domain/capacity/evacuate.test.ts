import { expect, test } from 'vitest';
import type { AdvisorInput } from './advisor-input.ts';
import { advisorModel } from './advisor-model.ts';
import { evacuate } from './evacuate.ts';
import { madeCsv, madeInput, madeVm } from './made-inventory.ts';
import { stayHome } from './place-vms.ts';
import { emptyPlacement } from './placement.ts';
import { partsOf } from './placement-score.ts';

const evacuated = (input: Partial<AdvisorInput>) => {
  const model = advisorModel(madeInput({ reservePercent: 0, ...input }));
  const placement = emptyPlacement(model);
  const part = partsOf(model)[0] ?? { vms: [], csvs: [] };
  stayHome(placement, part.vms);
  evacuate(placement, part);
  return [...placement.csvOf];
};
const csvs = ['a', 'b', 'c'].map((id) => madeCsv(id, { sizeBytes: 100 }));

test('the CSV with the fewest VMs is emptied onto the others', () => {
  const vms = [
    madeVm('v', 'a', 30),
    madeVm('w', 'a', 30),
    madeVm('x', 'b', 30),
    madeVm('y', 'b', 40),
    madeVm('z', 'c', 35),
  ];
  expect(evacuated({ csvs, vms })).toEqual([0, 0, 1, 1, 0]);
});

test('all of it or none of it', () => {
  const vms = [madeVm('v', 'a', 60), madeVm('w', 'b', 60), madeVm('x', 'c', 30), madeVm('y', 'c', 45)];
  expect(evacuated({ csvs, vms })).toEqual([0, 1, 2, 2]);
});

test('a CSV with an unmovable VM or files is not emptied', () => {
  const vms = [madeVm('still', 'a', 10, { movable: false }), madeVm('v', 'b', 10), madeVm('w', 'b', 10)];
  expect(evacuated({ csvs, vms })).toEqual([-1, 0, 0]);
});
