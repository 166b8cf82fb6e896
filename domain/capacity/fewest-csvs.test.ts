import { expect, test } from 'vitest';
import type { AdvisorInput } from './advisor-input.ts';
import { advisorModel } from './advisor-model.ts';
import { fewestCsvs, startPart } from './fewest-csvs.ts';
import { madeCsv, madeInput, madeVm } from './made-inventory.ts';
import { emptyPlacement } from './placement.ts';
import { partsOf, scoreOf } from './placement-score.ts';

const solved = (input: Partial<AdvisorInput>) => {
  const model = advisorModel(madeInput({ reservePercent: 0, ...input }));
  const placement = emptyPlacement(model);
  const part = partsOf(model)[0] ?? { vms: [], csvs: [] };
  return { ...fewestCsvs(placement, part), ...scoreOf(placement, part) };
};
const csvs = Array.from({ length: 20 }, (_, at) => madeCsv(`c${at}`, { sizeBytes: 100 }));

test('twenty CSVs of which ten are enough', () => {
  const vms = csvs.flatMap(({ id }) => [madeVm(`${id}-a`, id, 30), madeVm(`${id}-b`, id, 20)]);
  expect(solved({ csvs, vms })).toMatchObject({ csvs: 10, lowerBound: 10, boundBy: 'room', moves: 20, unplaced: [] });
});

test('one large CSV to be made takes them all', () => {
  const vms = csvs.map(({ id }) => madeVm(`v-${id}`, id, 45));
  const candidate = madeCsv('new', { sizeBytes: 2000, exists: false });
  expect(solved({ csvs: [...csvs, candidate], vms })).toMatchObject({ csvs: 1, lowerBound: 1, moves: 20 });
});

test('a part that cannot be solved says which VMs fit nowhere', () => {
  const far = madeCsv('far', { drPolicy: 'sync' });
  const vms = [madeVm('v', 'c0', 90), madeVm('big', 'far', 500)];
  expect(solved({ csvs: [madeCsv('c0', { sizeBytes: 100 }), far], vms })).toMatchObject({ unplaced: [1] });
});

test('a VM without a home goes to a CSV in use before an empty one', () => {
  const far = madeCsv('far', { drPolicy: 'sync' });
  const model = advisorModel(
    madeInput({ csvs: [...csvs.slice(0, 3), far], vms: [madeVm('v', 'c2', 10), madeVm('w', 'far', 10)] }),
  );
  const placement = emptyPlacement(model);
  expect(startPart(placement, partsOf(model)[0] ?? { vms: [], csvs: [] })).toEqual([]);
  expect([...placement.csvOf]).toEqual([2, 2]);
});

test('nothing is called proven of one part where disk groups bound the IOPS', () => {
  const bounded = ['a', 'b', 'c'].map((id) => madeCsv(id, { sizeBytes: 100, diskGroupId: `g-${id}` }));
  const diskGroups = bounded.map((csv) => ({ id: csv.diskGroupId ?? '', iops: 10 }));
  const vms = bounded.map(({ id }) => madeVm(`v-${id}`, id, 10, { iops: 10 }));
  expect(solved({ csvs: bounded, vms, diskGroups })).toMatchObject({ csvs: 3, lowerBound: 1 });
  expect(
    solved({ csvs: bounded, vms, diskGroups: diskGroups.map((group) => ({ ...group, iops: null })) }),
  ).toMatchObject({ csvs: 1 });
});
