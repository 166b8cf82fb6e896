import { expect, test } from 'vitest';
import { orderProblems } from '#domain/plans/order.ts';
import type { CheckState, Plan, Planned } from '#domain/plans/plan.ts';
import { carryOut, takeBack } from '#domain/testing/carry-out.ts';
import { ModelWorld } from '#domain/testing/model-world.ts';
import { sampleArray, sampleHost, sampleLun, sampleMaskingSet, samplePool } from '#domain/testing/sample-fabric.ts';
import { type CloneLunsFacts, type CloneLunsInput, planCloneLuns, significantCloneLuns } from './clone-luns.ts';

const sealed = sampleLun({ masking: { 'ms-lib.1': 'read-only' } });
const input = (change: Partial<CloneLunsInput> = {}): CloneLunsInput => ({
  goldenLunId: 'lun-golden',
  count: 3,
  namePattern: 'data-{n}',
  startNumber: 1,
  hostIds: ['host-1', 'host-2'],
  ...change,
});
const facts = (
  change: Partial<CloneLunsFacts> = {},
  source: Partial<CloneLunsFacts['source']> = {},
): CloneLunsFacts => ({
  source: {
    lun: sealed,
    array: sampleArray(),
    pool: samplePool(),
    clones: 0,
    seal: { sentence: 'Seal it.' },
    ...source,
  },
  hosts: [sampleHost(1), sampleHost(2)],
  cluster: null,
  hostSets: [sampleMaskingSet({ key: 'ms-hv-1', name: 'HV-1', initiators: ['iqn.2026-01.lab:hv-1'] })],
  takenNames: [],
  managementServer: { version: '2012 R2', runsOn: 'WS2012' },
  newIds: [
    '0190a000-0000-7000-8000-000000000000',
    '0190a000-0000-7000-8000-000000000001',
    '0190a000-0000-7000-8000-000000000002',
  ],
  ...change,
});
const planOf = (known = facts()): Plan => {
  const planned = planCloneLuns(input(), known);
  if (planned.kind === 'refused') throw new Error(planned.title);
  return planned.plan;
};
const worldOf = ({ source, hosts, hostSets }: CloneLunsFacts) =>
  new ModelWorld({ luns: [source.lun], maskingSets: [sampleMaskingSet(), ...hostSets], hosts });
const odd = (planned: Planned): [string, CheckState][] =>
  (planned.kind === 'plan' ? planned.plan.checks : planned.checks)
    .filter((check) => check.state !== 'passed')
    .map((check) => [check.code, check.state]);

test('clones go round the hosts, each into the set of its host', () => {
  const plan = planOf();
  expect(plan.title).toBe('Clone 3 LUNs from debian-12-golden for 2 hosts');
  expect(plan.rows.map((row) => [row.key, row.params.maskingSet ?? row.params.name])).toEqual([
    ['masking-set-1.create', 'HV-2'],
    ['lun-1.clone', 'data-1'],
    ['lun-1.present', 'ms-hv-1'],
    ['lun-2.clone', 'data-2'],
    ['lun-2.present', 'host-host-2'],
    ['lun-3.clone', 'data-3'],
    ['lun-3.present', 'ms-hv-1'],
  ]);
  expect(orderProblems(plan)).toEqual([]);
});

test('carried out and taken back after any row', () => {
  const plan = planOf();
  for (let most = 0; most <= plan.rows.length; most += 1) {
    const world = worldOf(facts());
    const before = world.snapshot();
    const carried = carryOut(world, plan, most);
    expect(carried.failures).toEqual([]);
    expect(takeBack(world, plan, carried)).toEqual([]);
    expect(world.snapshot()).toBe(before);
  }
});

test.each<
  [
    code: string,
    state: CheckState,
    source: Partial<CloneLunsFacts['source']>,
    target: Partial<CloneLunsFacts>,
    asked?: Partial<CloneLunsInput>,
  ]
>([
  ['golden_not_sealed', 'refused', { lun: sampleLun() }, {}],
  ['golden_writable', 'warning', { lun: sampleLun(), array: sampleArray({ sealRequiredBeforeClone: false }) }, {}],
  ['golden_quarantined', 'refused', { lun: { ...sealed, quarantinedUntil: '2026-02-01T00:00:00.000Z' } }, {}],
  ['array_unreachable', 'refused', { array: sampleArray({ reachable: false }) }, {}],
  ['no_copy_method', 'refused', { array: sampleArray({ snapshot: false }) }, {}],
  ['chain_too_deep', 'refused', { lun: { ...sealed, chainDepth: 2 } }, {}],
  ['clone_limit_reached', 'refused', { clones: 254 }, {}],
  ['lun_limit_reached', 'refused', { array: sampleArray({ lunCount: 510 }) }, {}],
  ['pool_full', 'refused', { pool: samplePool({ usedBytes: samplePool().sizeBytes }) }, {}],
  ['pool_overcommitted', 'warning', { pool: samplePool({ provisionedBytes: samplePool().sizeBytes }) }, {}],
  ['host_unreachable', 'refused', {}, { hosts: [sampleHost(1, { reachable: false })] }],
  ['initiators_unknown', 'refused', {}, { hosts: [sampleHost(1, { initiators: [] })] }],
  ['mixed_transport', 'refused', {}, { hosts: [sampleHost(1, { transport: 'fc' })] }],
  ['pool_not_allocated', 'refused', { pool: samplePool({ hostGroups: [] }) }, {}],
  [
    'masking_set_differs',
    'refused',
    {},
    { hostSets: [sampleMaskingSet({ key: 'host-host-1', initiators: ['iqn.2026-01.lab:x'] })] },
  ],
  ['incompatible', 'refused', {}, { managementServer: { version: '2012 SP1', runsOn: 'WS2012 R2' } }],
  ['compatibility_unknown', 'warning', {}, { managementServer: null }],
  ['names_invalid', 'refused', {}, {}, { namePattern: '-{n}' }],
  ['names_taken', 'refused', {}, { takenNames: [{ kind: 'lun', name: 'data-1', by: null }] }],
])('%s is %s, and nothing else is odd', (code, state, source, target, asked = {}) => {
  expect(odd(planCloneLuns(input(asked), facts(target, source)))).toEqual([[code, state]]);
});

test('an array without a row in the compatibility table needs no management server', () => {
  const known = facts({ managementServer: null }, { array: sampleArray({ platform: null }) });
  expect(odd(planCloneLuns(input(), known))).toEqual([]);
});

test('what the plan stands on', () => {
  const of = (source: Partial<CloneLunsFacts['source']>) => JSON.stringify(significantCloneLuns(facts({}, source)));
  expect(of({ clones: 7, pool: samplePool({ usedBytes: 1 }) })).toBe(of({}));
  expect(of({ lun: sampleLun() })).not.toBe(of({}));
});
