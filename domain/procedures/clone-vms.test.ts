import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { GoldenFacts } from '#domain/fabric/golden.ts';
import { orderProblems } from '#domain/plans/order.ts';
import type { CheckState, Plan, Planned } from '#domain/plans/plan.ts';
import { carryOut, takeBack } from '#domain/testing/carry-out.ts';
import { ModelWorld } from '#domain/testing/model-world.ts';
import {
  GIB,
  sampleArray,
  sampleDisk,
  sampleHost,
  sampleLun,
  sampleMaskingSet,
  samplePool,
  sampleSealedGolden,
  sampleServer,
  sampleTemplate,
  sampleVirtualDisk,
} from '#domain/testing/sample-fabric.ts';
import { type CloneVmsFacts, type CloneVmsInput, planCloneVms, significantCloneVms } from './clone-vms.ts';

const uuid = (index: number) => `0190a000-0000-7000-8000-${String(index).padStart(12, '0')}`;
const input = (change: Partial<CloneVmsInput> = {}): CloneVmsInput => ({
  templateId: 'template-1',
  count: 3,
  namePattern: 'web-{nn}',
  startNumber: 1,
  hostIds: ['host-1', 'host-2'],
  start: true,
  ...change,
});
const facts = (change: Partial<CloneVmsFacts> = {}, golden: Partial<GoldenFacts> = {}): CloneVmsFacts => ({
  golden: sampleSealedGolden(golden),
  hosts: [sampleHost(1), sampleHost(2)],
  cluster: null,
  hostSets: [sampleMaskingSet({ id: 'ms-2', key: 'ms-hv-1', name: 'HV-1', initiators: ['iqn.2026-01.lab:hv-1'] })],
  takenNames: [],
  managementServer: { version: '2012 R2', runsOn: 'WS2012 R2' },
  newIds: Array.from({ length: 50 }, (_, index) => uuid(index)),
  ...change,
});
const planOf = (asked = input(), known = facts()): Plan => {
  const planned = planCloneVms(asked, known);
  if (planned.kind === 'refused')
    throw new Error(JSON.stringify(planned.checks.filter((check) => check.state === 'refused')));
  return planned.plan;
};
const odd = (planned: Planned): [string, CheckState][] =>
  (planned.kind === 'plan' ? planned.plan.checks : planned.checks)
    .filter((check) => check.state !== 'passed')
    .map((check) => [check.code, check.state]);
const worldOf = ({ golden, hosts, hostSets }: CloneVmsFacts) =>
  new ModelWorld({ ...golden, maskingSets: [...golden.maskingSets, ...hostSets], hosts });

test('three VMs on two hosts, row by row', () => {
  const plan = planOf();
  expect(plan.title).toBe('Clone 3 VMs from Debian 12 on 2 hosts');
  expect(plan.items.map((item) => [item.key, item.title])).toEqual([
    ['vm-1', 'web-01'],
    ['vm-2', 'web-02'],
    ['vm-3', 'web-03'],
  ]);
  expect(plan.rows.map((row) => row.key)).toEqual([
    'masking-set-1.create',
    ...['vm-1', 'vm-2', 'vm-3'].flatMap((key) => ['clone', 'present', 'create', 'start'].map((row) => `${key}.${row}`)),
  ]);
  const [set, clone, present, create] = plan.rows;
  expect(set?.params).toEqual({ key: 'host-host-2', name: 'HV-2', initiators: ['iqn.2026-01.lab:hv-2'] });
  expect(clone?.params).toMatchObject({ uniqueId: '0190a000000070008000000000000000', name: 'web-01' });
  expect(present?.params).toMatchObject({ maskingSet: 'ms-hv-1', access: 'read-write' });
  expect(create?.params).toMatchObject({
    key: uuid(0),
    hostname: 'web-01',
    disks: [
      {
        targetIqn: { $row: 'vm-1.clone', output: 'targetIqn' },
        lunNumber: { $row: 'vm-1.clone', output: 'lunNumber' },
      },
    ],
  });
  expect(clone?.locks).toEqual(['lun:lun-golden:shared', 'name:lun:array-1:web-01']);
  expect(plan.effects).toMatchObject([
    { key: 'vms', before: 16, after: 19 },
    { key: 'memory', before: 32 * GIB, after: 38 * GIB, limit: 256 * GIB },
    { key: 'luns', before: 10, after: 13, limit: 512 },
    { key: 'clones', before: 0, after: 3, limit: 256 },
    { key: 'provisioned', after: 2_060 * GIB, limit: 10_000 * GIB },
    { key: 'chain-depth', before: 0, after: 1, limit: 2 },
    { key: 'hosts', after: 2 },
  ]);
  expect(plan.changes).toHaveLength(3);
  expect(odd({ kind: 'plan', plan })).toEqual([]);
});

test('carried out, every VM runs from its own clone on the host it was placed on', () => {
  const world = worldOf(facts());
  expect(carryOut(world, planOf()).failures).toEqual([]);
  expect([...world.vms.values()].map((vm) => [vm.name, vm.system, vm.state, vm.ready])).toEqual([
    ['web-01', 'hv-1', 'running', true],
    ['web-02', 'hv-2', 'running', true],
    ['web-03', 'hv-1', 'running', true],
  ]);
  expect(new Set([...world.vms.values()].flatMap((vm) => vm.diskUniqueIds)).size).toBe(3);
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

test('without start there is no start; hosts that get nothing are not touched', () => {
  const plan = planOf(input({ count: 1, start: false }));
  expect(plan.rows.map((row) => row.key)).toEqual(['vm-1.clone', 'vm-1.present', 'vm-1.create']);
  expect(plan.touches.filter((touch) => touch.kind === 'host').map((touch) => touch.name)).toEqual(['HV-1']);
});

const noLimits = sampleArray({ maxLuns: null, maxClonesPerParent: null, maxChainDepth: null });
test('a limit that the array does not state is shown as unknown', () => {
  const unknown = planOf(input(), facts({}, { arrays: [noLimits] })).effects.filter((effect) => effect.limitUnknown);
  expect(unknown.map((effect) => effect.key)).toEqual(['luns', 'clones', 'chain-depth']);
});

const setForOthers = sampleMaskingSet({ key: 'host-host-2', name: 'HV-2', initiators: ['iqn.2026-01.lab:old'] });
test.each<
  [
    code: string,
    state: CheckState,
    golden: Partial<GoldenFacts>,
    target: Partial<CloneVmsFacts>,
    asked?: Partial<CloneVmsInput>,
  ]
>([
  ['golden_not_sealed', 'refused', { luns: [sampleLun()] }, {}],
  [
    'golden_writable',
    'warning',
    { luns: [sampleLun()], arrays: [sampleArray({ sealRequiredBeforeClone: false })] },
    {},
  ],
  [
    'golden_quarantined',
    'refused',
    { luns: [sampleLun({ masking: { 'ms-lib.1': 'read-only' }, quarantinedUntil: '2026-02-01T00:00:00.000Z' })] },
    {},
  ],
  ['no_copy_method', 'refused', { arrays: [sampleArray({ preferredAllocation: null })] }, {}],
  ['chain_too_deep', 'refused', { arrays: [sampleArray({ maxChainDepth: 0 })] }, {}],
  ['clone_limit_reached', 'refused', { arrays: [sampleArray({ maxClonesPerParent: 2 })] }, {}],
  ['lun_limit_reached', 'refused', { arrays: [sampleArray({ maxLuns: 12 })] }, {}],
  ['pool_full', 'refused', { pools: [samplePool({ usedBytes: 9_600 * GIB })] }, {}],
  ['pool_overcommitted', 'warning', { pools: [samplePool({ provisionedBytes: 9_999 * GIB })] }, {}],
  ['array_unreachable', 'refused', { arrays: [sampleArray({ reachable: false })] }, {}],
  ['not_generalised', 'refused', { virtualDisk: sampleVirtualDisk({ generalised: false }) }, {}],
  ['other_files_on_lun', 'refused', { virtualDisk: sampleVirtualDisk({ otherFiles: 1 }) }, {}],
  ['iso_in_drive', 'refused', { template: sampleTemplate({ isoInDrive: true }) }, {}],
  [
    'several_mount_points',
    'refused',
    { disks: [sampleDisk({ mounts: [...sampleDisk().mounts, { path: 'E:\\', driveLetter: null }] })] },
    {},
  ],
  [
    'drive_letter',
    'warning',
    { disks: [sampleDisk({ mounts: sampleDisk().mounts.map((mount) => ({ ...mount, driveLetter: 'E' })) })] },
    {},
  ],
  ['no_matching_mount', 'refused', { disks: [] }, {}],
  ['no_hosts', 'refused', {}, { hosts: [], cluster: { id: 'cluster-1', name: 'CL-1' } }],
  ['host_unreachable', 'refused', {}, { hosts: [sampleHost(1), sampleHost(2, { reachable: false })] }],
  ['initiators_unknown', 'refused', {}, { hosts: [sampleHost(1, { initiators: [] })] }],
  ['initiators_unknown', 'refused', {}, { hosts: [sampleHost(1, { initiators: ['not a name'] })] }],
  ['mixed_transport', 'refused', {}, { hosts: [sampleHost(1), sampleHost(2, { transport: 'fc' })] }],
  ['mixed_transport', 'refused', { libraryServer: sampleServer({ transport: 'fc' }) }, {}],
  ['pool_not_allocated', 'refused', { pools: [samplePool({ hostGroups: ['Test'] })] }, {}],
  [
    'pool_not_allocated',
    'refused',
    { pools: [samplePool({ hostGroups: ['Production'] })] },
    { hosts: [sampleHost(1, { hostGroup: null })] },
  ],
  ['masking_set_differs', 'refused', {}, { hostSets: [setForOthers] }],
  ['incompatible', 'refused', {}, { managementServer: { version: '2012 SP1', runsOn: 'WS2012 R2' } }],
  ['compatibility_unknown', 'warning', {}, { managementServer: { version: '2016', runsOn: 'WS2016' } }],
  ['compatibility_unknown', 'warning', {}, { managementServer: null }],
  ['host_memory_short', 'warning', {}, { hosts: [sampleHost(1, { memoryUsedBytes: 127 * GIB })] }],
  [
    'host_vms_many',
    'warning',
    {},
    { hosts: [sampleHost(1, { vmCount: 1023 }), sampleHost(2, { memoryUsedBytes: 64 * GIB })] },
  ],
  ['names_invalid', 'refused', {}, {}, { namePattern: 'web_{n}' }],
  ['names_invalid', 'refused', {}, {}, { namePattern: 'web' }],
  ['names_taken', 'refused', {}, { takenNames: [{ kind: 'vm', name: 'web-02', by: null }] }],
  ['names_taken', 'refused', {}, { takenNames: [{ kind: 'lun', name: 'web-02', by: 'Clone 2 VMs' }] }],
  ['names_long', 'warning', {}, {}, { namePattern: 'a-long-name-web-{n}' }],
])('%s is %s', (code, state, golden, target, asked = {}) => {
  const found = odd(planCloneVms(input(asked), facts(target, golden)));
  expect(found).toContainEqual([code, state]);
});

test('no host in reserve is a warning, and the only one', () => {
  const hosts = [sampleHost(1, { memoryUsedBytes: 64 * GIB }), sampleHost(2, { memoryUsedBytes: 64 * GIB })];
  expect(odd(planCloneVms(input(), facts({ hosts })))).toEqual([['no_host_reserve', 'warning']]);
});

test('all refusals are told, not only the first', () => {
  const planned = planCloneVms(
    input({ namePattern: 'web' }),
    facts(
      { hosts: [sampleHost(1, { reachable: false, transport: 'fc' })] },
      { luns: [sampleLun()], template: sampleTemplate({ isoInDrive: true }) },
    ),
  );
  const refused = odd(planned).filter(([, state]) => state === 'refused');
  expect(refused.map(([code]) => code)).toEqual([
    'iso_in_drive',
    'golden_not_sealed',
    'host_unreachable',
    'mixed_transport',
    'names_invalid',
  ]);
  expect(planned.kind === 'refused' && planned.checks.some((check) => check.state === 'passed')).toBe(true);
});

test('any plan made keeps the order any plan must keep, and carries out', () => {
  const asked = fc.record({ count: fc.integer({ min: 1, max: 12 }), start: fc.boolean(), startNumber: fc.nat(99) });
  const sets = fc.subarray(
    [1, 2, 3].map((n) =>
      sampleMaskingSet({ key: `ms-hv-${n}`, name: `HV-${n}`, initiators: [`iqn.2026-01.lab:hv-${n}`] }),
    ),
  );
  const hosts = fc.subarray(
    [1, 2, 3].map((n) => sampleHost(n)),
    { minLength: 1 },
  );
  fc.assert(
    fc.property(asked, sets, hosts, (some, hostSets, someHosts) => {
      const known = facts({ hostSets, hosts: someHosts });
      const plan = planOf(input(some), known);
      expect(orderProblems(plan)).toEqual([]);
      const world = worldOf(known);
      const before = world.snapshot();
      const carried = carryOut(world, plan);
      expect(carried.failures).toEqual([]);
      expect(world.vms.size).toBe(some.count);
      expect(takeBack(world, plan, carried)).toEqual([]);
      expect(world.snapshot()).toBe(before);
    }),
    { numRuns: 30 },
  );
});

test('what the plan stands on', () => {
  const of = (target: Partial<CloneVmsFacts>, golden: Partial<GoldenFacts> = {}) =>
    JSON.stringify(significantCloneVms(facts(target, golden)));
  const before = of({});
  expect(of({ hosts: [sampleHost(2, { vmCount: 99, memoryUsedBytes: 1, reachable: false }), sampleHost(1)] })).toBe(
    before,
  );
  expect(
    of({
      newIds: [],
      hostSets: [
        ...facts().hostSets,
        sampleMaskingSet({ key: 'another', initiators: ['iqn.2026-01.lab:hv-1', 'iqn.2026-01.lab:x'] }),
      ],
    }),
  ).toBe(before);
  expect(of({}, { pools: [samplePool({ usedBytes: 5 })] })).toBe(before);
  expect(of({ hosts: [sampleHost(1)] })).not.toBe(before);
  expect(of({ hostSets: [] })).not.toBe(before);
  expect(of({ hosts: [sampleHost(1), sampleHost(2, { initiators: ['iqn.2026-01.lab:new'] })] })).not.toBe(before);
  expect(of({ takenNames: [{ kind: 'vm', name: 'web-01', by: null }] })).not.toBe(before);
  expect(of({}, { template: sampleTemplate({ memoryBytes: 1 }) })).not.toBe(before);
});
