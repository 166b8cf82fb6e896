import { expect, test } from 'vitest';
import type { AdvisorInput } from './advisor-input.ts';
import { advisorModel } from './advisor-model.ts';
import { fewestMoves, sendHome } from './fewest-moves.ts';
import { madeCsv, madeInput, madeVm } from './made-inventory.ts';
import { emptyPlacement, put } from './placement.ts';
import { partsOf } from './placement-score.ts';

const placedAs = (input: Partial<AdvisorInput>, csvOf: number[]) => {
  const model = advisorModel(madeInput({ reservePercent: 0, ...input }));
  const placement = emptyPlacement(model);
  csvOf.forEach((csv, at) => {
    put(placement, at, csv);
  });
  return { placement, part: partsOf(model)[0] ?? { vms: [], csvs: [] } };
};
const csvs = ['a', 'b', 'c'].map((id) => madeCsv(id, { sizeBytes: 100 }));

test('VMs that changed places for nothing go home', () => {
  const vms = [madeVm('v', 'a', 40), madeVm('w', 'b', 40), madeVm('x', 'b', 10)];
  const { placement, part } = placedAs({ csvs, vms }, [1, 0, 1]);
  sendHome(placement, part);
  expect([...placement.csvOf]).toEqual([0, 1, 1]);
});

test('a home that was emptied is not used again', () => {
  const { placement, part } = placedAs({ csvs, vms: [madeVm('v', 'a', 40), madeVm('w', 'b', 40)] }, [1, 1]);
  sendHome(placement, part);
  expect([...placement.csvOf]).toEqual([1, 1]);
});

test('who took the place at home makes way', () => {
  const vms = [madeVm('v', 'a', 70), madeVm('guest', 'c', 60), madeVm('small', 'a', 20), madeVm('x', 'b', 10)];
  const { placement, part } = placedAs({ csvs, vms }, [1, 0, 0, 1]);
  sendHome(placement, part);
  expect([...placement.csvOf]).toEqual([0, 1, 0, 1]);
});

test('instead of a CSV with one VM at home, one with three is kept', () => {
  const vms = [madeVm('v', 'a', 20), ...['x', 'y', 'z'].map((id) => madeVm(id, 'b', 20))];
  const { placement, part } = placedAs({ csvs, vms }, [0, 0, 0, 0]);
  fewestMoves(placement, part);
  expect([...placement.csvOf]).toEqual([1, 1, 1, 1]);
});
