import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvCount } from './csv-count.ts';
import type { CsvCountInput, PlannedVm } from './csv-count-input.ts';

/** The same cases on every run. */
fc.configureGlobal({ seed: 20_110_815 });

const vm = (id: string, backupPolicy = 'nightly', drPolicy = 'none', iops: number | null = null): PlannedVm => ({
  id,
  backupPolicy,
  drPolicy,
  iops,
});
const of = (input: Partial<CsvCountInput>) => {
  const outcome = csvCount({ vms: [], apart: [], diskGroupIops: null, ...input });
  if (!outcome.ok) throw new Error(outcome.refusals.map((refusal) => refusal.sentence).join(' '));
  return outcome.value;
};

test('the minimum is the number of classes of backup × DR', () => {
  const vms = [vm('a'), vm('b'), vm('c', 'hourly'), vm('d', 'hourly', 'sync'), vm('e', 'hourly', 'sync')];
  const answered = of({ vms });
  expect(answered).toMatchObject({
    count: 3,
    lowerBound: 3,
    exact: true,
    iops: { state: 'unmeasured', demand: null, diskGroupsNeeded: null },
  });
  expect(answered.csvs.map(({ vmIds, reason }) => [vmIds.join(''), reason])).toEqual([
    ['ab', 'policy'],
    ['c', 'policy'],
    ['de', 'policy'],
  ]);
});

test('VMs that must be apart need more, and each CSV names the rule', () => {
  const vms = ['w1', 'w2', 'w3', 'x'].map((id) => vm(id));
  const answered = of({ vms, apart: [{ name: 'web farm', vmIds: ['w1', 'w2', 'w3'] }] });
  expect(answered.count).toBe(3);
  expect(answered.csvs.map((csv) => csv.reason)).toEqual(['policy', 'anti-affinity', 'anti-affinity']);
  expect(answered.csvs[2]?.why).toBe("'web farm' keeps 3 VMs of this class on different CSVs: w1, w2, w3.");
});

test('rules across classes are already met', () => {
  const answered = of({ vms: [vm('a'), vm('b', 'hourly')], apart: [{ name: 'pair', vmIds: ['a', 'b'] }] });
  expect(answered.count).toBe(2);
});

test('rules that together need more than any alone say so', () => {
  const ring = ['a', 'b', 'c', 'd', 'e'];
  const apart = ring.map((id, at) => ({ name: `pair ${at}`, vmIds: [id, ring[(at + 1) % 5] ?? ''] }));
  const answered = of({ vms: ring.map((id) => vm(id)), apart });
  expect(answered).toMatchObject({ count: 3, exact: true });
  expect(answered.csvs[2]?.why).toContain('together need 3');
});

test('measured IOPS beyond a disk group add CSVs on other groups', () => {
  const vms = [vm('a', 'n', 'n', 400), vm('b', 'n', 'n', 400), vm('c', 'n', 'n', null)];
  const answered = of({ vms, diskGroupIops: 500 });
  expect(answered).toMatchObject({
    count: 2,
    exact: true,
    iops: { state: 'partly-measured', demand: 800, unmeasuredVms: 1, diskGroupsNeeded: 2 },
  });
  expect(answered.csvs[1]).toMatchObject({ reason: 'iops', why: expect.stringContaining('800 IOPS') });
  expect(of({ vms }).count).toBe(1);
});

test('contradictions are refused', () => {
  expect(csvCount({ vms: [vm('a'), vm('a', 'hourly')], apart: [], diskGroupIops: null })).toMatchObject({
    ok: false,
    refusals: [{ code: 'contradictory' }],
  });
});

const id = fc.nat(14).map((n) => `vm${n}`);
const plan = fc.record({
  vms: fc.uniqueArray(
    fc.record({
      id,
      backupPolicy: fc.constantFrom('x', 'y'),
      drPolicy: fc.constantFrom('p', 'q'),
      iops: fc.option(fc.nat(300)),
    }),
    { selector: (one) => one.id, minLength: 1, maxLength: 15 },
  ),
  rules: fc.array(fc.uniqueArray(id, { maxLength: 5 }), { maxLength: 6 }),
  diskGroupIops: fc.option(fc.integer({ min: 300, max: 900 })),
});

test('every VM is on one CSV of its class, apart from its rivals, within the IOPS; the bound holds', () => {
  fc.assert(
    fc.property(plan, ({ vms, rules, diskGroupIops }) => {
      const known = new Set(vms.map((one) => one.id));
      const apart = rules.map((vmIds, at) => ({ name: `r${at}`, vmIds: vmIds.filter((one) => known.has(one)) }));
      const { csvs, count, lowerBound, classes } = of({ vms, apart, diskGroupIops });
      expect(csvs.flatMap((csv) => csv.vmIds).toSorted()).toEqual([...known].toSorted());
      expect(count).toBeGreaterThanOrEqual(lowerBound);
      expect(lowerBound).toBeGreaterThanOrEqual(new Set(vms.map((one) => one.backupPolicy + one.drPolicy)).size);
      expect(classes.reduce((sum, one) => sum + one.csvs, 0)).toBe(count);
      for (const csv of csvs) {
        expect(csv.vmIds.length).toBeGreaterThan(0);
        if (diskGroupIops !== null) expect(csv.iops).toBeLessThanOrEqual(diskGroupIops);
        for (const rule of apart)
          expect(rule.vmIds.filter((one) => csv.vmIds.includes(one)).length).toBeLessThanOrEqual(1);
        for (const one of csv.vmIds)
          expect(vms.find((v) => v.id === one)).toMatchObject({
            backupPolicy: csv.backupPolicy,
            drPolicy: csv.drPolicy,
          });
      }
    }),
  );
});
