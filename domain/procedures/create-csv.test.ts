import fc from 'fast-check';
import { expect, test } from 'vitest';
import { reservationKey } from '#domain/fabric/reservation-key.ts';
import { orderProblems } from '#domain/plans/order.ts';
import type { CheckState, Plan, Planned } from '#domain/plans/plan.ts';
import { carryOut, takeBack } from '#domain/testing/carry-out.ts';
import { ModelWorld } from '#domain/testing/model-world.ts';
import {
  GIB,
  sampleArray,
  sampleClusterSet,
  sampleHost,
  sampleKey,
  sampleMaskingSet,
  samplePool,
} from '#domain/testing/sample-fabric.ts';
import { type CreateCsvInput, planCreateCsv, significantCreateCsv } from './create-csv.ts';
import type { CreateCsvFacts } from './csv-facts.ts';

const uniqueId = '0190a000000070008000000000000000';
const input = (change: Partial<CreateCsvInput> = {}): CreateCsvInput => ({
  ...{ clusterId: 'cluster-1', poolId: 'pool-1', name: 'csv-9', sizeBytes: 500 * GIB },
  ...change,
});
const facts = (change: Partial<CreateCsvFacts> = {}): CreateCsvFacts => ({
  cluster: { id: 'cluster-1', name: 'CL-1' },
  hosts: [sampleHost(2), sampleHost(1)],
  unsharingHostIds: [],
  array: sampleArray(),
  pool: samplePool(),
  reportsRegistrations: true,
  maskingSets: [],
  takenNames: [],
  managementServer: { version: '2012 R2', runsOn: 'WS2012 R2' },
  newIds: ['0190a000-0000-7000-8000-000000000000'],
  ...change,
});
const planOf = (asked = input(), known = facts()): Plan => {
  const planned = planCreateCsv(asked, known);
  if (planned.kind === 'refused')
    throw new Error(JSON.stringify(planned.checks.filter((check) => check.state === 'refused')));
  return planned.plan;
};
const odd = (planned: Planned): [string, CheckState][] =>
  (planned.kind === 'plan' ? planned.plan.checks : planned.checks)
    .filter((check) => check.state !== 'passed')
    .map((check) => [check.code, check.state]);
const worldOf = ({ hosts, maskingSets }: CreateCsvFacts) => new ModelWorld({ hosts, maskingSets });

test('a CSV for two hosts, row by row', () => {
  const plan = planOf();
  expect(plan.title).toBe('Create CSV csv-9 for cluster CL-1');
  expect(plan.items).toEqual([{ key: 'csv', title: 'csv-9', object: { kind: 'csv', id: null, name: 'csv-9' } }]);
  expect(plan.rows.map((row) => [row.key, row.system])).toEqual([
    ['masking-set.create', 'san-1'],
    ['csv.create', 'san-1'],
    ['csv.present', 'san-1'],
    ['csv.host-1.admit', 'san-1'],
    ['csv.host-1.attach', 'hv-1'],
    ['csv.host-2.admit', 'san-1'],
    ['csv.host-2.attach', 'hv-2'],
    ['csv.reserve', 'hv-1'],
    ['csv.confirm', 'san-1'],
  ]);
  const row = (key: string) => plan.rows.find((one) => one.key === key);
  const initiators = ['iqn.2026-01.lab:hv-1', 'iqn.2026-01.lab:hv-2'];
  expect(row('masking-set.create')).toMatchObject({ item: null, params: { key: 'cluster-cluster-1', name: 'CL-1' } });
  expect(row('masking-set.create')?.params.initiators).toEqual(expect.arrayContaining(initiators));
  expect(row('csv.create')?.params).toEqual({
    uniqueId,
    name: 'csv-9',
    pool: 'pool-1',
    sizeBytes: 500 * GIB,
    kind: 'csv',
  });
  expect(row('csv.host-2.admit')?.params).toEqual({ uniqueId, keys: [sampleKey(2, 0), sampleKey(2, 1)] });
  expect(row('csv.host-2.attach')?.params).toEqual({
    uniqueId,
    targetIqn: { $row: 'csv.create', output: 'targetIqn' },
    portal: { $row: 'csv.create', output: 'portal' },
    lunNumber: { $row: 'csv.create', output: 'lunNumber' },
  });
  expect(row('csv.reserve')).toMatchObject({ params: { type: 5 }, needs: ['csv.host-1.attach', 'csv.host-2.attach'] });
  expect(row('csv.confirm')).toMatchObject({ undo: { kind: 'none' }, needs: ['csv.reserve'] });
  expect(plan.effects).toMatchObject([
    { key: 'luns', before: 10, after: 11, limit: 512 },
    { key: 'provisioned', before: 2_000 * GIB, after: 2_500 * GIB },
    { key: 'hosts', after: 2 },
  ]);
  expect(odd({ kind: 'plan', plan })).toEqual([]);
});

test('carried out, every channel of every host is registered once and the first holds the reservation', () => {
  const world = worldOf(facts());
  expect(carryOut(world, planOf()).failures).toEqual([]);
  expect(world.read('san-1', 'lun', { uniqueId })).toMatchObject({
    value: {
      masking: { 'cluster-cluster-1': 'read-write' },
      registrations: { holder: { key: sampleKey(1, 0), type: 5 } },
    },
  });
  expect([...world.shared].sort()).toEqual([`hv-1 ${uniqueId}`, `hv-2 ${uniqueId}`]);
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

test('an array that is full refuses the keys of the second host, and is left as it was', () => {
  const { hosts, maskingSets } = facts();
  const world = new ModelWorld({ hosts, maskingSets, registrationLimit: 3 });
  expect(() => carryOut(world, planOf())).toThrow('insufficient_registration_resources');
});

test('a set with exactly the initiators of the cluster is used, whatever its key', () => {
  const own = sampleClusterSet({ key: 'mine', name: 'Mine' });
  const plan = planOf(input(), facts({ maskingSets: [own] }));
  expect(plan.rows[0]?.key).toBe('csv.create');
  expect(plan.rows[1]?.params.maskingSet).toBe('mine');
});

test('more keys than an operation names are confirmed in parts', () => {
  const hosts = [sampleHost(1, { channels: 200 }), sampleHost(2, { channels: 100 })];
  const confirms = planOf(input(), facts({ hosts })).rows.filter((row) => row.operation === 'registrations.confirm');
  expect(confirms.map((row) => [row.key, (row.params.keys as string[]).length])).toEqual([
    ['csv.confirm-1', 256],
    ['csv.confirm-2', 44],
  ]);
});

const twins = [sampleHost(1), sampleHost(2, { initiators: ['IQN.2026-01.LAB:HV-1'] })];
const others = sampleClusterSet({ initiators: ['iqn.2026-01.lab:old'] });
test.each<[code: string, state: CheckState, known: Partial<CreateCsvFacts>, asked?: Partial<CreateCsvInput>]>([
  ['array_unreachable', 'refused', { array: sampleArray({ reachable: false }) }],
  ['registrations_not_told', 'refused', { reportsRegistrations: false }],
  ['lun_limit_reached', 'refused', { array: sampleArray({ maxLuns: 10 }) }],
  ['pool_full', 'refused', { pool: samplePool({ usedBytes: 9_600 * GIB }) }],
  ['pool_overcommitted', 'warning', { pool: samplePool({ provisionedBytes: 9_900 * GIB }) }],
  ['no_hosts', 'refused', { hosts: [] }],
  ['host_unreachable', 'refused', { hosts: [sampleHost(1), sampleHost(2, { reachable: false })] }],
  ['initiators_unknown', 'refused', { hosts: [sampleHost(1), sampleHost(2, { initiators: [] })] }],
  ['cluster_too_large', 'refused', { hosts: Array.from({ length: 65 }, (_, at) => sampleHost(at)) }],
  ['hosts_do_not_share', 'refused', { unsharingHostIds: ['host-2'] }],
  ['channels_out_of_range', 'refused', { hosts: [sampleHost(1, { channels: 0 })] }],
  ['channels_out_of_range', 'refused', { hosts: [sampleHost(1, { channels: 257 })] }],
  ['keys_collide', 'refused', { hosts: twins }],
  ['mixed_transport', 'refused', { hosts: [sampleHost(1), sampleHost(2, { transport: 'fc' })] }],
  ['pool_not_allocated', 'refused', { pool: samplePool({ hostGroups: ['Test'] }) }],
  ['masking_set_differs', 'refused', { maskingSets: [others] }],
  ['incompatible', 'refused', { managementServer: { version: '2012 SP1', runsOn: 'WS2012 R2' } }],
  ['compatibility_unknown', 'warning', { managementServer: null }],
  ['name_taken', 'refused', { takenNames: [{ kind: 'lun', name: 'CSV-9', by: null }] }],
  ['name_taken', 'refused', { takenNames: [{ kind: 'lun', name: 'csv-9', by: 'Create CSV csv-9' }] }],
  ['name_invalid', 'refused', {}, { name: '-csv' }],
  ['name_invalid', 'refused', {}, { name: 'csv/9' }],
  ['name_invalid', 'refused', {}, { name: 'x'.repeat(64) }],
])('%s is %s, and nothing else is odd', (code, state, known, asked = {}) => {
  expect(odd(planCreateCsv(input(asked), facts(known)))).toEqual([[code, state]]);
});

test('a CSV larger than its pool', () => {
  const found = odd(planCreateCsv(input({ sizeBytes: 10_001 * GIB }), facts()));
  expect(found).toEqual([
    ['csv_too_large', 'refused'],
    ['pool_overcommitted', 'warning'],
  ]);
});

test.each(['csv 9', 'C', 'Volume1.Gold_2'])("'%s' is a name", (name) => {
  expect(planOf(input({ name })).items[0]?.title).toBe(name);
});

test('any cluster gets its CSV, and it can be taken away again', () => {
  const channels = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(channels, fc.boolean(), (each, hasSet) => {
      const hosts = each.map((count, at) => sampleHost(at + 1, { channels: count }));
      const own = sampleMaskingSet({ key: 'own', initiators: hosts.flatMap((host) => host.initiators) });
      const known = facts({ hosts, maskingSets: hasSet ? [own] : [] });
      const plan = planOf(input(), known);
      expect(orderProblems(plan)).toEqual([]);
      const world = worldOf(known);
      const before = world.snapshot();
      const carried = carryOut(world, plan);
      expect(carried.failures).toEqual([]);
      const key = reservationKey(hosts[0]?.initiators[0] ?? '', 0);
      expect(world.read('hv-1', 'shared-disk', { uniqueId })).toMatchObject({ value: { holder: { key } } });
      expect(takeBack(world, plan, carried)).toEqual([]);
      expect(world.snapshot()).toBe(before);
    }),
    { numRuns: 30 },
  );
});

test('what the plan stands on', () => {
  const of = (change: Partial<CreateCsvFacts>) => JSON.stringify(significantCreateCsv(facts(change)));
  const before = of({});
  expect(of({ hosts: [sampleHost(1, { vmCount: 99, reachable: false }), sampleHost(2)] })).toBe(before);
  expect(of({ newIds: [], maskingSets: [sampleMaskingSet()], pool: samplePool({ usedBytes: 5 }) })).toBe(before);
  expect(of({ hosts: [sampleHost(1)] })).not.toBe(before);
  expect(of({ hosts: [sampleHost(1), sampleHost(2, { channels: 3 })] })).not.toBe(before);
  expect(of({ maskingSets: [sampleClusterSet()] })).not.toBe(before);
  expect(of({ takenNames: [{ kind: 'lun', name: 'csv-9', by: null }] })).not.toBe(before);
  const names = ['iqn.2026-01.lab:a', 'iqn.2026-01.lab:b'];
  const named = (initiators: string[]) => of({ hosts: [sampleHost(1, { initiators })] });
  expect(named(names)).not.toBe(named([...names].reverse()));
});
