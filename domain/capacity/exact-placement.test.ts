import { expect, test } from 'vitest';
import type { AdvisorInput } from './advisor-input.ts';
import { advisorModel } from './advisor-model.ts';
import { exactPlacement } from './exact-placement.ts';
import { madeCsv, madeInput, madeVm } from './made-inventory.ts';
import { stayHome } from './place-vms.ts';
import { emptyPlacement } from './placement.ts';
import { partsOf, scoreOf } from './placement-score.ts';

const solved = (input: Partial<AdvisorInput>) => {
  const model = advisorModel(madeInput({ reservePercent: 0, ...input }));
  const placement = emptyPlacement(model);
  const part = partsOf(model)[0] ?? { vms: [], csvs: [] };
  stayHome(placement, part.vms);
  const before = [...placement.csvOf];
  const proven = exactPlacement(placement, part);
  return { proven, before, after: [...placement.csvOf], score: scoreOf(placement, part) };
};
const csvs = ['a', 'b', 'c'].map((id) => madeCsv(id, { sizeBytes: 100 }));

test('the best there is, where going step by step would stop short', () => {
  // 60 + 40 and 55 + 45 fill two CSVs; emptying one by one cannot get there without a swap.
  const vms = [madeVm('v', 'a', 60), madeVm('w', 'b', 55), madeVm('x', 'c', 45), madeVm('y', 'c', 40)];
  expect(solved({ csvs, vms })).toMatchObject({ proven: true, score: { csvs: 2, moves: 2, bytes: 85 } });
});

test('an unbeatable placement stays as it is', () => {
  const { proven, before, after } = solved({ csvs, vms: [madeVm('v', 'a', 60), madeVm('w', 'b', 55)] });
  expect(proven).toBe(true);
  expect(after).toEqual(before);
});

test('a part too large is left alone, and nothing is proven', () => {
  const vms = Array.from({ length: 13 }, (_, at) => madeVm(`v${at}`, 'a', 1));
  const { proven, before, after } = solved({ csvs, vms });
  expect(proven).toBe(false);
  expect(after).toEqual(before);
});
