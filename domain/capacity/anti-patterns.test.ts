import { expect, test } from 'vitest';
import type { AdvisorInput } from './advisor-input.ts';
import { antiPatterns } from './anti-patterns.ts';
import { madeCsv as csv, madeVm as vm } from './made-inventory.ts';

const of = (input: Partial<AdvisorInput>) => {
  const outcome = antiPatterns({
    csvs: [],
    vms: [],
    diskGroups: [
      { id: 'g', iops: null },
      { id: 'h', iops: null },
    ],
    apart: [],
    reservePercent: 10,
    copyMegabytesPerSecond: 100,
    ...input,
  });
  if (!outcome.ok) throw new Error(outcome.refusals.map((refusal) => refusal.sentence).join(' '));
  return outcome.value.map(({ code, csvIds, vmIds }) => [code, csvIds.join(' '), vmIds.join(' ')]);
};
const inGroup = (id: string, diskGroupId = 'g') => csv(id, { diskGroupId });
const disks = (...ids: string[]) => ({ disks: ids.map((csvId) => ({ csvId, sizeBytes: 10 })) });

test('a fabric with one well-filled CSV has none', () => {
  expect(of({ csvs: [csv('c1')], vms: [vm('a', 'c1', 400), vm('b', 'c1', 400)] })).toEqual([]);
});

test('empty CSVs, unless files are on them or they do not exist', () => {
  expect(of({ csvs: [csv('c1'), csv('c2', { otherBytes: 5 }), csv('c3', { exists: false })] })).toEqual([
    ['empty_csv', 'c1', ''],
  ]);
});

test('one VM on each CSV', () => {
  const found = of({ csvs: [csv('c1'), csv('c2')], vms: [vm('a', 'c1', 100), vm('b', 'c2', 100)] });
  expect(found).toEqual([
    ['one_vm_per_csv', 'c1 c2', 'a b'],
    ['mergeable_csvs', 'c1 c2', ''],
  ]);
});

test('one VM on each CSV is right where a rule keeps them apart, or where they are of different classes', () => {
  const vms = [vm('a', 'c1', 100), vm('b', 'c2', 100)];
  expect(of({ csvs: [csv('c1'), csv('c2')], vms, apart: [{ name: 'pair', vmIds: ['a', 'b'] }] })).toEqual([]);
  expect(
    of({
      csvs: [csv('c1'), csv('c2', { drPolicy: 'sync' })],
      vms: [vms[0] ?? vm('a', 'c1', 1), vm('b', 'c2', 100, { drPolicy: 'sync' })],
    }),
  ).toEqual([]);
});

test("one disk on each CSV, and one VM's disks over CSVs of one disk group", () => {
  const found = of({
    csvs: [inGroup('c1'), inGroup('c2'), inGroup('c3')],
    vms: [vm('sql', 'c1', 0, disks('c1', 'c2', 'c3'))],
  });
  expect(found).toEqual([
    ['one_disk_per_csv', 'c1 c2 c3', 'sql'],
    ['vm_over_one_disk_group', 'c1 c2 c3', 'sql'],
    ['mergeable_csvs', 'c1 c2 c3', ''],
  ]);
});

test('disks on CSVs of different disk groups are no fault', () => {
  const found = of({
    csvs: [inGroup('c1'), inGroup('c2', 'h')],
    vms: [vm('sql', 'c1', 0, disks('c1', 'c2')), vm('x', 'c1', 10), vm('y', 'c2', 10)],
  });
  expect(found.map(([code]) => code)).toEqual([]);
});

test('CSVs of one class that could merge by room', () => {
  const three = [csv('c1'), csv('c2'), csv('c3')];
  const vms = three.flatMap(({ id }) => [vm(`${id}-a`, id, 150), vm(`${id}-b`, id, 150)]);
  expect(of({ csvs: three, vms })).toEqual([['mergeable_csvs', 'c1 c2 c3', '']]);
  expect(of({ csvs: three.slice(0, 1), vms: vms.slice(0, 2) })).toEqual([]);
});

test('the registrations of what was found, and bad figures refused', () => {
  const outcome = antiPatterns({
    csvs: [csv('c1')],
    vms: [],
    diskGroups: [],
    apart: [],
    reservePercent: 10,
    copyMegabytesPerSecond: 100,
  });
  expect(outcome).toMatchObject({ ok: true, value: [{ registrations: 4, sentence: 'c1 holds no VM.' }] });
  expect(
    antiPatterns({ csvs: [], vms: [], diskGroups: [], apart: [], reservePercent: -1, copyMegabytesPerSecond: 100 }),
  ).toMatchObject({ ok: false });
});
