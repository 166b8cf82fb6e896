import { describe, expect, test } from 'vitest';
import type { Advice } from './advice.ts';
import { advise } from './advisor.ts';
import type { AdvisorCsv, AdvisorInput } from './advisor-input.ts';
import { madeCsv as csv, madeVm as vm } from './made-inventory.ts';

const of = (input: Partial<AdvisorInput>): Advice => {
  const outcome = advise({
    csvs: [],
    vms: [],
    diskGroups: [],
    apart: [],
    reservePercent: 10,
    copyMegabytesPerSecond: 100,
    ...input,
  });
  if (!outcome.ok) throw new Error(outcome.refusals.map((refusal) => refusal.sentence).join(' '));
  return outcome.value;
};
const one = ['c1', 'c2', 'c3', 'c4'];

describe('by example', () => {
  test('one VM per CSV becomes one CSV, with the figures before and after', () => {
    const advice = of({ csvs: one.map((id) => csv(id)), vms: one.map((id, at) => vm(`v${at}`, id, 200)) });
    expect(advice).toMatchObject({
      status: 'proposal',
      before: { csvs: 4, luns: 4, registrations: 16, sizeBytes: 4000, usedBytes: 800, freeBytes: 3200 },
      after: { csvs: 1, luns: 1, registrations: 4, usedBytes: 800, freeBytes: 200 },
      copyBytes: 600,
      classes: [{ csvsBefore: 4, csvsAfter: 1, lowerBound: 1 }],
      unmeasuredVms: 4,
    });
    expect(advice.moves).toHaveLength(3);
    expect(advice.retire.map((gone) => gone.reason)).toEqual(['emptied', 'emptied', 'emptied']);
  });

  test('the reserve is left free', () => {
    const advice = of({
      csvs: one.map((id) => csv(id)),
      vms: one.map((id, at) => vm(`v${at}`, id, 200)),
      reservePercent: 30,
    });
    expect(advice.after.csvs).toBe(2);
    expect(advice.classes[0]?.why).toContain('cannot hold all');
  });

  test('a CSV already above its reserve keeps what it has and takes nothing', () => {
    const advice = of({ csvs: [csv('c1'), csv('c2')], vms: [vm('a', 'c1', 950), vm('b', 'c2', 10)] });
    expect(advice).toMatchObject({ status: 'nothing-to-do', moves: [], retire: [] });
  });

  test('empty CSVs are retired, but not those with files of their own', () => {
    const advice = of({ csvs: [csv('c1'), csv('c2'), csv('c3', { otherBytes: 5 })], vms: [vm('a', 'c1', 10)] });
    expect(advice.retire).toContainEqual({ csvId: 'c2', name: 'c2', sizeBytes: 1000, reason: 'empty' });
    expect(advice).toMatchObject({ after: { csvs: 1 }, moves: [{ vmId: 'a', toCsvId: 'c3' }] });
  });

  test('VMs stay in their class, cluster and apart from their rivals', () => {
    const csvs = [csv('c1'), csv('c2'), csv('c3', { drPolicy: 'sync' }), csv('c4', { clusterId: 'k2' })];
    const vms = [vm('a', 'c1', 10), vm('b', 'c2', 10), vm('c', 'c3', 10, { drPolicy: 'sync' }), vm('d', 'c4', 10)];
    const advice = of({ csvs, vms, apart: [{ name: 'pair', vmIds: ['a', 'b'] }] });
    expect(advice.status).toBe('nothing-to-do');
    expect(advice.classes.map((one) => one.csvsAfter)).toEqual([2, 1, 1]);
    expect(advice.classes[0]?.why).toContain('A rule keeps 2 VMs apart');
  });

  test('the disks of one VM over several CSVs of a disk group are gathered', () => {
    const csvs = one.map((id) => csv(id, { diskGroupId: 'g' }));
    const spread = vm('sql', 'c1', 100, { disks: ['c1', 'c2', 'c3'].map((csvId) => ({ csvId, sizeBytes: 100 })) });
    const advice = of({ csvs, vms: [spread, vm('x', 'c4', 50)], diskGroups: [{ id: 'g', iops: null }] });
    expect(advice).toMatchObject({ after: { csvs: 1, usedBytes: 350 }, before: { usedBytes: 350 } });
    expect(advice.moves).toEqual([
      expect.objectContaining({ vmId: 'sql', fromCsvIds: ['c1', 'c2', 'c3'], toCsvId: 'c4', copyBytes: 300 }),
    ]);
  });

  test('disks on different disk groups are left where they are', () => {
    const csvs = [csv('c1', { diskGroupId: 'g' }), csv('c2', { diskGroupId: 'h' })];
    const spread = vm('sql', 'c1', 1, {
      disks: [
        { csvId: 'c1', sizeBytes: 1 },
        { csvId: 'c2', sizeBytes: 1 },
      ],
    });
    expect(
      of({
        csvs,
        vms: [spread],
        diskGroups: [
          { id: 'g', iops: 9 },
          { id: 'h', iops: 9 },
        ],
      }),
    ).toMatchObject({ status: 'nothing-to-do', after: { csvs: 2 } });
  });

  test('a disk group is given no more IOPS than it has', () => {
    const csvs = [csv('c1', { diskGroupId: 'g' }), csv('c2', { diskGroupId: 'h' })];
    const vms = [vm('a', 'c1', 10, { iops: 300 }), vm('b', 'c2', 10, { iops: 300 })];
    const groups = (iops: number) => [
      { id: 'g', iops },
      { id: 'h', iops },
    ];
    expect(of({ csvs, vms, diskGroups: groups(599) })).toMatchObject({
      after: { csvs: 2 },
      classes: [{ why: expect.stringContaining('no IOPS left (1 CSV)') }],
    });
    expect(of({ csvs, vms, diskGroups: groups(600) }).after.csvs).toBe(1);
  });

  test('a CSV to be made counts only when it saves others', () => {
    const csvs = [...one.map((id) => csv(id, { sizeBytes: 300 })), csv('big', { sizeBytes: 2000, exists: false })];
    const advice = of({ csvs, vms: one.map((id, at) => vm(`v${at}`, id, 200)) });
    expect(advice).toMatchObject({ create: [{ csvId: 'big' }], before: { csvs: 4 }, after: { csvs: 1 } });
    expect(of({ csvs, vms: [vm('v', 'c1', 200)] }).create).toEqual([]);
  });

  test('a VM in the wrong class moves; where it cannot, the constraint is named', () => {
    const wrong = vm('a', 'c1', 500, { backupPolicy: 'hourly' });
    const hourly = (over: Partial<AdvisorCsv>) => [csv('c1'), csv('c2', { backupPolicy: 'hourly', ...over })];
    expect(of({ csvs: hourly({}), vms: [wrong] })).toMatchObject({
      status: 'proposal',
      moves: [{ vmId: 'a', toCsvId: 'c2' }],
      retire: [{ csvId: 'c1' }],
    });
    expect(
      of({ csvs: hourly({ sizeBytes: 500 }), vms: [wrong, vm('b', 'c2', 100, { backupPolicy: 'hourly' })] }),
    ).toMatchObject({
      status: 'infeasible',
      blocked: [{ vmId: 'a', fault: 'policy', constraint: 'room' }],
    });
    expect(of({ csvs: [csv('c1')], vms: [wrong] })).toMatchObject({
      status: 'infeasible',
      blocked: [{ constraint: 'policy', why: expect.stringContaining('no other CSV of its class') }],
    });
    expect(of({ csvs: hourly({}), vms: [{ ...wrong, movable: false }] })).toMatchObject({
      blocked: [{ constraint: 'fixed' }],
    });
  });

  test('rivals on one CSV are parted; with one CSV alone they are reported', () => {
    const rivals = { vms: [vm('a', 'c1', 10), vm('b', 'c1', 10)], apart: [{ name: 'pair', vmIds: ['a', 'b'] }] };
    expect(of({ ...rivals, csvs: [csv('c1'), csv('c2')] })).toMatchObject({
      status: 'proposal',
      after: { csvs: 2 },
      blocked: [],
    });
    expect(of({ ...rivals, csvs: [csv('c1')] })).toMatchObject({
      status: 'infeasible',
      blocked: [{ fault: 'anti-affinity' }, { fault: 'anti-affinity' }],
    });
  });

  test('two VMs that must change places go by a third CSV', () => {
    const csvs = [csv('c1'), csv('c2', { backupPolicy: 'h' }), csv('c3', { sizeBytes: 500 })];
    const vms = [vm('a', 'c1', 800, { backupPolicy: 'h' }), vm('b', 'c2', 800)];
    const stuckHere = of({ csvs: csvs.slice(0, 2), vms, reservePercent: 0 });
    expect(stuckHere).toMatchObject({ status: 'infeasible', blocked: [{ vmId: 'a' }, { vmId: 'b' }] });
    const roomy = of({ csvs: [...csvs, csv('c4', { sizeBytes: 900 })], vms, reservePercent: 0 });
    expect(roomy.blocked).toEqual([]);
  });

  test('bad figures are refused, an empty inventory is not', () => {
    expect(
      advise({
        csvs: [csv('c1', { sizeBytes: Number.NaN })],
        vms: [],
        diskGroups: [],
        apart: [],
        reservePercent: 10,
        copyMegabytesPerSecond: 0,
      }),
    ).toMatchObject({ ok: false, refusals: [{ field: 'copyMegabytesPerSecond' }, { field: 'csvs[0].sizeBytes' }] });
    expect(of({})).toMatchObject({ status: 'nothing-to-do', after: { csvs: 0 }, copyHours: 0 });
  });
});
