import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { HostFact, VmFact } from '#domain/fabric/facts.ts';
import { orderProblems } from '#domain/plans/order.ts';
import type { CheckState, Plan, Planned } from '#domain/plans/plan.ts';
import { carryOut, takeBack } from '#domain/testing/carry-out.ts';
import { ModelWorld } from '#domain/testing/model-world.ts';
import {
  GIB,
  sampleArray,
  sampleClusterSet,
  sampleCsv,
  sampleHost,
  sampleKey,
  sampleVm,
} from '#domain/testing/sample-fabric.ts';
import { type ConsolidateCsvsInput, planConsolidateCsvs, significantConsolidateCsvs } from './consolidate-csvs.ts';
import type { ConsolidateCsvsFacts, CsvFact } from './csv-facts.ts';

const until = '2026-02-08T10:00:00.000Z';
const idOf = (csv: number) => `00000000000000c${csv}`;
/** Where each VM has its disks, by CSV; VMs of odd numbers are on HV-1. */
type Places = { [vm: number]: number[] };
const vmsOf = (places: Places, change: Partial<VmFact> = {}): VmFact[] =>
  Object.entries(places).map(([vm, on]) =>
    sampleVm(Number(vm), { hostId: Number(vm) % 2 ? 'host-1' : 'host-2', diskUniqueIds: on.map(idOf), ...change }),
  );
const csvsOf = (
  places: Places,
  change: { [csv: number]: Parameters<typeof sampleCsv>[1] } = {},
  sizeBytes: number | null = 20 * GIB,
): CsvFact[] =>
  [1, 2, 3].map((csv) => {
    const disks = Object.entries(places).flatMap(([vm, on]) =>
      on.flatMap((at, position) => (at === csv ? [{ vmId: `vm-${vm}`, vm: `web-${vm}`, position, sizeBytes }] : [])),
    );
    const usedBytes = disks.length * 20 * GIB;
    const { lun, ...rest } = change[csv] ?? {};
    return sampleCsv(csv, { disks, lun: { usedBytes, ...lun }, ...rest });
  });
/** VMs 1 and 2 on csv-1, VM 3 on csv-2, nothing on csv-3. */
const usual: Places = { 1: [1], 2: [1], 3: [2] };
const facts = (change: Partial<ConsolidateCsvsFacts> = {}, places = usual): ConsolidateCsvsFacts => ({
  vms: vmsOf(places),
  csvs: csvsOf(places),
  arrays: [sampleArray()],
  hosts: [sampleHost(1), sampleHost(2)],
  quarantineUntil: until,
  ...change,
});
const move = (vm: number, from: number, to: number) => ({
  vmId: `vm-${vm}`,
  fromLunId: `csv-${from}`,
  toLunId: `csv-${to}`,
});
const input = (change: Partial<ConsolidateCsvsInput> = {}): ConsolidateCsvsInput => ({
  moves: [move(1, 1, 2), move(2, 1, 2)],
  retireLunIds: ['csv-1'],
  megabytesPerSecond: 100,
  ...change,
});
const planOf = (asked = input(), known = facts()): Plan => {
  const planned = planConsolidateCsvs(asked, known);
  if (planned.kind === 'refused')
    throw new Error(JSON.stringify(planned.checks.filter((check) => check.state === 'refused')));
  return planned.plan;
};
const odd = (planned: Planned): [string, CheckState][] =>
  (planned.kind === 'plan' ? planned.plan.checks : planned.checks)
    .filter((check) => check.state !== 'passed')
    .map((check) => [check.code, check.state]);
const worldOf = ({ csvs, vms, hosts }: ConsolidateCsvsFacts) =>
  new ModelWorld({ csvs, vms, hosts, maskingSets: [sampleClusterSet()] });

test('the VMs leave in order, then the CSV goes', () => {
  const plan = planOf();
  expect(plan.title).toBe('Move the storage of 2 VMs and retire CSV csv-1');
  expect(plan.items.map(({ key, title }) => [key, title])).toEqual([['csv-1', 'csv-1']]);
  expect(plan.rows.map((row) => [row.key, row.needs])).toEqual([
    ['csv-1.move-1', []],
    ['csv-1.move-2', ['csv-1.move-1']],
    ['csv-1.release', ['csv-1.move-2']],
    ['csv-1.host-1.detach', ['csv-1.release']],
    ['csv-1.host-2.detach', ['csv-1.release']],
    ['csv-1.host-1.dismiss', ['csv-1.host-1.detach']],
    ['csv-1.host-2.dismiss', ['csv-1.host-2.detach']],
    ['csv-1.unmask-1', expect.arrayContaining(['csv-1.host-1.dismiss', 'csv-1.host-2.dismiss']) as string[]],
    ['csv-1.quarantine', ['csv-1.unmask-1']],
  ]);
  expect(plan.rows[1]).toMatchObject({
    system: 'hv-2',
    params: {
      key: 'key-vm-2',
      from: idOf(1),
      to: { uniqueId: idOf(2), targetIqn: 'iqn.2026-01.lab.san-1:csv-2', portal: '10.0.0.1:3260', lunNumber: 1 },
      bytesPerSecond: 100_000_000,
    },
    undo: { operation: 'vm.move-storage', params: { from: idOf(2), to: { uniqueId: idOf(1) } } },
    proof: { read: 'vm', expect: [{ path: ['disks', '0', 'uniqueId'], is: idOf(2) }] },
  });
  expect(plan.effects).toMatchObject([
    { key: 'moved', after: 2 },
    { key: 'copied', after: 40 * GIB },
    { key: 'minutes', after: 8 },
    { key: 'quarantined', before: 0, after: 1 },
    { key: 'held' },
  ]);
  expect(plan.touches.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
    ...['vm web-1', 'vm web-2', 'csv csv-1', 'csv csv-2', 'csv csv-3', 'host HV-1', 'host HV-2'],
  ]);
  expect(odd({ kind: 'plan', plan })).toEqual([]);
});

test('a copy has twice the time that it should take, an hour at most', () => {
  const deadlines = (megabytesPerSecond: number | null) =>
    planOf(input({ megabytesPerSecond }))
      .rows.slice(0, 1)
      .map((row) => row.deadlineMs);
  expect(deadlines(100)).toEqual([120_000 + 2 * 214_749]);
  expect(deadlines(10)).toEqual([3_600_000]);
  expect(deadlines(null)).toEqual([120_000 + 2 * 1_073_742]);
  expect(planOf(input({ megabytesPerSecond: null })).rows[0]?.params.bytesPerSecond).toBeNull();
});

test('carried out, the VMs run on from the other CSV and the first is gone from its hosts', () => {
  const world = worldOf(facts());
  expect(carryOut(world, planOf()).failures).toEqual([]);
  expect([...world.vms.values()].map((vm) => [vm.name, vm.state, vm.diskUniqueIds])).toEqual([
    ['web-1', 'running', [idOf(2)]],
    ['web-2', 'running', [idOf(2)]],
    ['web-3', 'running', [idOf(2)]],
  ]);
  expect(world.luns.get(idOf(1))).toMatchObject({ masking: {}, quarantinedUntil: until });
});

test('taken back after any row, the world is as before', () => {
  const plan = planOf();
  for (let most = 0; most <= plan.rows.length; most += 1) {
    const world = worldOf(facts());
    const before = world.snapshot();
    expect(takeBack(world, plan, carryOut(world, plan, most))).toEqual([]);
    expect(world.snapshot()).toBe(before);
  }
});

test('a move that empties nothing is an item of its own; an empty CSV is retired as it is', () => {
  const asked = input({ moves: [move(1, 1, 2)], retireLunIds: ['csv-3'] });
  const plan = planOf(asked);
  expect(plan.title).toBe('Move the storage of 1 VM and retire CSV csv-3');
  expect(plan.items.map(({ key, title }) => [key, title])).toEqual([
    ['csv-1', 'csv-3'],
    ['move-1', 'web-1'],
  ]);
  expect(plan.rows[0]?.key).toBe('csv-1.release');
  expect(plan.rows.at(-1)).toMatchObject({ key: 'move-1.move', item: 'move-1', needs: [] });
  expect(planOf(input({ moves: [move(1, 1, 2)], retireLunIds: [] })).title).toBe('Move the storage of 1 VM');
  expect(planOf(input({ moves: [], retireLunIds: ['csv-3', 'csv-3'] })).title).toBe('Retire CSV csv-3');
});

test('nothing asked is nothing to do', () => {
  expect(planOf(input({ moves: [], retireLunIds: [] })).nothingToDo).toBe(
    'No VM is to be moved and no CSV to be retired.',
  );
});

test('a VM with disks on two CSVs leaves both, each proven by its position', () => {
  const places: Places = { 1: [1, 2] };
  const asked = input({ moves: [move(1, 2, 3)], retireLunIds: ['csv-2'] });
  const known = facts({}, places);
  expect(planOf(asked, known).rows[0]?.proof?.expect).toEqual([{ path: ['disks', '1', 'uniqueId'], is: idOf(3) }]);
  const world = worldOf(known);
  expect(carryOut(world, planOf(asked, known)).failures).toEqual([]);
});

test('a disk that is not told has what the CSV holds beside the others', () => {
  const csvs = csvsOf({ 1: [1], 3: [2] }, { 1: { lun: { usedBytes: 70 * GIB } } }, null);
  const known = facts({ csvs, vms: vmsOf({ 1: [1], 3: [2] }) });
  expect(planOf(input({ moves: [move(1, 1, 2)] }), known).effects[1]).toMatchObject({ key: 'copied', after: 70 * GIB });
});

const hosts = (change: Partial<HostFact>) => [sampleHost(1), sampleHost(2, change)];
const stale = (sampleCsv(1).registrations ?? { registrants: {} }).registrants;
const onFirst = {
  registrations: {
    ...sampleCsv(1).registrations,
    registrants: { ...stale, [sampleKey(9, 0)]: { registered: 1, admitted: true } },
  },
};
const csvs = (change: Parameters<typeof csvsOf>[1], places = usual) => csvsOf(places, change);
const awayFromTwo = sampleClusterSet({ initiators: ['iqn.2026-01.lab:hv-1'] });
test.each<[code: string, known: Partial<ConsolidateCsvsFacts>, asked?: Partial<ConsolidateCsvsInput>, places?: Places]>(
  [
    ['array_unreachable', { arrays: [sampleArray({ reachable: false })] }],
    ['not_a_csv', { csvs: csvs({ 2: { lun: { kind: 'data' } } }) }],
    ['csv_quarantined', { csvs: csvs({ 3: { lun: { quarantinedUntil: until } } }) }],
    ['csv_address_unknown', { csvs: csvs({ 2: { lun: { portal: null } } }) }],
    ['registrations_not_told', { csvs: csvs({ 1: { registrations: null } }) }],
    ['stale_registrations', { csvs: csvs({ 1: onFirst as Partial<CsvFact> }) }],
    ['vm_not_there', {}, { moves: [move(1, 1, 2), move(2, 1, 2), move(3, 1, 3)] }],
    ['vm_not_there', {}, { moves: [move(1, 1, 2), move(2, 1, 2), move(3, 2, 2)] }],
    ['moves_staged', {}, { moves: [move(1, 1, 3), move(2, 1, 2), move(1, 1, 2)] }],
    ['vm_disks_together', {}, {}, { 1: [1, 2], 2: [1] }],
    ['vm_disks_together', {}, { moves: [move(1, 1, 3), move(1, 2, 3)] }, { 1: [1, 2] }],
    [
      'target_not_seen',
      { csvs: csvs({ 2: { attachedHostIds: ['host-1'], maskingSets: [awayFromTwo], registrations: null } }) },
    ],
    [
      'other_cluster',
      {
        hosts: [...hosts({}), sampleHost(4, { clusterId: 'cluster-2' })],
        csvs: csvs({ 2: { attachedHostIds: ['host-1', 'host-2', 'host-4'] } }),
      },
    ],
    ['disk_size_unknown', { csvs: csvsOf(usual, {}, null) }],
    ['target_room_short', { csvs: csvs({ 2: { lun: { usedBytes: 970 * GIB } } }) }],
    ['move_too_slow', {}, { megabytesPerSecond: 1 }],
    ['csv_in_use', {}, { moves: [move(1, 1, 2)] }],
    ['csv_in_use', {}, { moves: [move(1, 1, 2), move(2, 1, 3)], retireLunIds: ['csv-1', 'csv-3'] }],
  ],
)('%s is refused, and nothing else is odd', (code, known, asked = {}, places = usual) => {
  expect(odd(planConsolidateCsvs(input(asked), facts(known, places)))).toEqual([[code, 'refused']]);
});

test('a host that does not answer can neither move its VMs nor detach', () => {
  expect(odd(planConsolidateCsvs(input(), facts({ hosts: hosts({ reachable: false }) })))).toEqual([
    ['host_unreachable', 'refused'],
    ['vm_host_unreachable', 'refused'],
  ]);
});

test('a stage on the way is refused, because items do not wait for each other', () => {
  const asked = input({ moves: [move(1, 1, 3), move(2, 1, 2), move(1, 3, 2)] });
  const planned = planConsolidateCsvs(asked, facts());
  expect(odd(planned).map(([code]) => code)).toContain('moves_staged');
  const check = planned.kind === 'refused' ? planned.checks.find(({ code }) => code === 'moves_staged') : undefined;
  expect(check?.reason).toBe('web-1 is moved in stages.');
});

test('what is not among the facts is a fault of whoever gathered them', () => {
  expect(() => planConsolidateCsvs(input(), facts({ vms: [] }))).toThrow('VM vm-1 is not among the facts');
});

test('any consolidation is carried out and taken back', () => {
  const places = fc.array(fc.constantFrom(1, 2), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(places, fc.boolean(), fc.nat(40), (on, retire, rows) => {
      const where: Places = Object.fromEntries(on.map((csv, at) => [at + 1, [csv]]));
      const known = facts({}, where);
      const moves = on.map((csv, at) => move(at + 1, csv, 3));
      const plan = planOf(input({ moves, retireLunIds: retire ? ['csv-2', 'csv-1'] : [] }), known);
      expect(orderProblems(plan)).toEqual([]);
      const world = worldOf(known);
      const before = world.snapshot();
      const carried = carryOut(world, plan, rows);
      expect(carried.failures).toEqual([]);
      expect(takeBack(world, plan, carried)).toEqual([]);
      expect(world.snapshot()).toBe(before);
    }),
    { numRuns: 30 },
  );
});

test('what the plan stands on', () => {
  const of = (known: Partial<ConsolidateCsvsFacts>) => JSON.stringify(significantConsolidateCsvs(facts(known)));
  const before = of({});
  expect(of({ quarantineUntil: 'later', csvs: csvs({}).reverse(), hosts: [sampleHost(2), sampleHost(1)] })).toBe(
    before,
  );
  expect(of({ vms: vmsOf(usual, { state: 'stopped' }), csvs: csvs({ 2: { lun: { usedBytes: 1 } } }) })).toBe(before);
  expect(of({ vms: vmsOf(usual, { hostId: 'host-2' }) })).not.toBe(before);
  expect(of({ csvs: csvs({}, { 1: [1], 2: [2], 3: [2] }) })).not.toBe(before);
  expect(of({ csvs: csvs({ 2: { attachedHostIds: ['host-1'] } }) })).not.toBe(before);
});
