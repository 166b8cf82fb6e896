import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { LunFact } from '#domain/fabric/facts.ts';
import { orderProblems } from '#domain/plans/order.ts';
import type { CheckState, Plan, Planned } from '#domain/plans/plan.ts';
import { carryOut, takeBack } from '#domain/testing/carry-out.ts';
import { ModelWorld } from '#domain/testing/model-world.ts';
import {
  GOLDEN_ID,
  sampleArray,
  sampleCloneLun,
  sampleHost,
  sampleLun,
  sampleMaskingSet,
  sampleVm,
} from '#domain/testing/sample-fabric.ts';
import { type DeleteVmsFacts, planDeleteVms, significantDeleteVms } from './delete-vms.ts';

const until = '2026-02-08T10:00:00.000Z';
const hostSet = sampleMaskingSet({ id: 'ms-2', key: 'ms-hv-1', name: 'HV-1', initiators: ['iqn.2026-01.lab:hv-1'] });
const user = (vm: number, disk = vm) => ({
  uniqueId: sampleCloneLun(disk).uniqueId,
  vmId: `vm-${vm}`,
  vm: `web-${vm}`,
});
const facts = (change: Partial<DeleteVmsFacts> = {}): DeleteVmsFacts => ({
  vms: [sampleVm(1), sampleVm(2, { state: 'stopped' })],
  hosts: [sampleHost(1)],
  luns: [sampleCloneLun(1), sampleCloneLun(2)],
  arrays: [sampleArray()],
  maskingSets: [hostSet],
  clones: [],
  users: [user(1), user(2)],
  quarantineUntil: until,
  ...change,
});
const input = { vmIds: ['vm-1', 'vm-2'] };
const planOf = (known = facts()): Plan => {
  const planned = planDeleteVms(input, known);
  if (planned.kind === 'refused') throw new Error(JSON.stringify(planned.checks));
  return planned.plan;
};
const odd = (planned: Planned): [string, CheckState][] =>
  (planned.kind === 'plan' ? planned.plan.checks : planned.checks)
    .filter((check) => check.state !== 'passed')
    .map((check) => [check.code, check.state]);
const worldOf = (known: DeleteVmsFacts) => new ModelWorld({ ...known, luns: [sampleLun(), ...known.luns] });

test('stop, delete, unmask, quarantine', () => {
  const plan = planOf();
  expect(plan.title).toBe('Delete 2 VMs');
  expect(plan.rows.map((row) => row.key)).toEqual([
    ...['vm-1.stop', 'vm-1.delete', 'vm-1.disk-1.unmask-1', 'vm-1.disk-1.quarantine'],
    ...['vm-2.delete', 'vm-2.disk-1.unmask-1', 'vm-2.disk-1.quarantine'],
  ]);
  expect(plan.rows[1]?.undo).toMatchObject({
    operation: 'vm.create',
    params: {
      key: 'key-vm-1',
      hostname: 'web-1',
      disks: [{ targetIqn: 'iqn.2026-01.lab.san-1:web-1', portal: '10.0.0.1:3260', lunNumber: 1 }],
    },
  });
  expect(plan.rows[2]?.title).toBe('Take LUN web-1 away from HV-1');
  expect(plan.rows[3]?.params).toEqual({ uniqueId: sampleCloneLun(1).uniqueId, until });
  expect(plan.changes.map((change) => [change.object.name, change.after])).toContainEqual([
    'web-1',
    'in quarantine until 2026-02-08',
  ]);
});

test('carried out: no VM, no presentation, and nothing destroyed', () => {
  const world = worldOf(facts());
  expect(carryOut(world, planOf()).failures).toEqual([]);
  expect(world.vms.size).toBe(0);
  expect(
    [...world.luns.values()].filter((lun) => lun.kind === 'clone').map((lun) => [lun.masking, lun.quarantinedUntil]),
  ).toEqual([
    [{}, until],
    [{}, until],
  ]);
});

test('taken back after any row, the VMs run as before', () => {
  const plan = planOf();
  for (let most = 0; most <= plan.rows.length; most += 1) {
    const world = worldOf(facts());
    const before = world.snapshot();
    expect(takeBack(world, plan, carryOut(world, plan, most))).toEqual([]);
    expect(world.snapshot()).toBe(before);
  }
});

test('a disk in several masking sets, and one in none', () => {
  const luns = [
    sampleCloneLun(1, { masking: { 'ms-hv-1': 'read-write', 'ms-lib.1': 'read-only' } }),
    sampleCloneLun(2, { masking: {} }),
  ];
  const known = facts({
    luns,
    maskingSets: [hostSet, sampleMaskingSet()],
    vms: [sampleVm(1, { state: 'stopped' }), sampleVm(2, { state: 'stopped' })],
  });
  const plan = planOf(known);
  expect(plan.rows.map((row) => row.key)).toEqual([
    ...['vm-1.delete', 'vm-1.disk-1.unmask-1', 'vm-1.disk-1.unmask-2', 'vm-1.disk-1.quarantine'],
    ...['vm-2.delete', 'vm-2.disk-1.quarantine'],
  ]);
  const world = worldOf(known);
  const before = world.snapshot();
  const carried = carryOut(world, plan);
  expect(carried.failures).toEqual([]);
  expect(takeBack(world, plan, carried)).toEqual([]);
  expect(world.snapshot()).toBe(before);
});

const child = {
  arrayId: 'array-1',
  parentUniqueId: sampleCloneLun(1).uniqueId,
  name: 'web-1-copy',
  quarantinedUntil: null,
};
test.each<[code: string, state: CheckState, change: Partial<DeleteVmsFacts>]>([
  ['host_unreachable', 'refused', { hosts: [sampleHost(1, { reachable: false })] }],
  ['array_unreachable', 'refused', { arrays: [sampleArray({ reachable: false })] }],
  ['disk_unknown', 'refused', { luns: [sampleCloneLun(1)] }],
  [
    'disk_unknown',
    'refused',
    {
      luns: [sampleCloneLun(1), sampleCloneLun(2), sampleCloneLun(2, { arrayId: 'array-2' })],
      arrays: [sampleArray(), sampleArray({ id: 'array-2' })],
    },
  ],
  ['disk_address_unknown', 'refused', { luns: [sampleCloneLun(1, { portal: null }), sampleCloneLun(2)] }],
  ['lun_has_children', 'refused', { clones: [child] }],
  ['lun_has_children', 'refused', { clones: [{ ...child, quarantinedUntil: until }] }],
  ['lun_shared', 'warning', { users: [user(1), user(2), user(3, 1)] }],
  ['golden_kept', 'warning', { luns: [sampleCloneLun(1, { kind: 'golden' }), sampleCloneLun(2)] }],
  ['csv_kept', 'warning', { luns: [sampleCloneLun(1, { kind: 'csv' }), sampleCloneLun(2)] }],
])('%s is %s, and nothing else is odd', (code, state, change) => {
  expect(odd(planDeleteVms(input, facts(change)))).toEqual([[code, state]]);
});

test('the children are named', () => {
  const planned = planDeleteVms(input, facts({ clones: [child] }));
  const refusal = planned.kind === 'refused' ? planned.checks.find((check) => check.state === 'refused') : null;
  expect(refusal?.reason).toBe('Clones stand on web-1 of web-1 (parent of web-1-copy).');
});

test.each<[string, Partial<LunFact>, DeleteVmsFacts['users']]>([
  ['used by another VM', {}, [user(1), user(2), user(3, 1)]],
  ['a golden LUN, though it has clones', { kind: 'golden', uniqueId: GOLDEN_ID }, []],
  ['a cluster shared volume', { kind: 'csv' }, []],
  ['in quarantine already', { quarantinedUntil: until, masking: {} }, []],
])('a LUN that stays as it is: %s', (_, change, users) => {
  const lun = sampleCloneLun(1, change);
  const vm = sampleVm(1, { diskUniqueIds: [lun.uniqueId], state: 'stopped' });
  const clones = lun.kind === 'golden' ? [{ ...child, parentUniqueId: GOLDEN_ID }] : [];
  const plan = planOf(facts({ vms: [vm], luns: [lun], users, clones }));
  expect(plan.title).toBe('Delete VM web-1');
  expect(plan.rows.map((row) => row.key)).toEqual(['vm-1.delete']);
});

test('any plan made keeps the order any plan must keep, and can be taken back whole', () => {
  const vms = fc.uniqueArray(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 8 });
  const state = fc.constantFrom('running' as const, 'stopped' as const);
  fc.assert(
    fc.property(vms, fc.array(state, { minLength: 8, maxLength: 8 }), (numbers, states) => {
      const known = facts({
        vms: numbers.map((n, index) => sampleVm(n, { state: states[index] ?? 'stopped' })),
        luns: numbers.map((n) => sampleCloneLun(n)),
        users: numbers.map((n) => user(n)),
      });
      const plan = planOf(known);
      expect(orderProblems(plan)).toEqual([]);
      const world = worldOf(known);
      const before = world.snapshot();
      const carried = carryOut(world, plan);
      expect(carried.failures).toEqual([]);
      expect(takeBack(world, plan, carried)).toEqual([]);
      expect(world.snapshot()).toBe(before);
    }),
    { numRuns: 30 },
  );
});

test('what the plan stands on', () => {
  const of = (change: Partial<DeleteVmsFacts>) => JSON.stringify(significantDeleteVms(facts(change)));
  const before = of({});
  expect(of({ quarantineUntil: '2027-01-01T00:00:00.000Z', hosts: [sampleHost(1, { vmCount: 1 })] })).toBe(before);
  expect(of({ luns: [sampleCloneLun(2, { usedBytes: 1 }), sampleCloneLun(1)] })).toBe(before);
  expect(of({ vms: [sampleVm(1, { state: 'stopped' }), sampleVm(2, { state: 'stopped' })] })).not.toBe(before);
  expect(of({ clones: [child] })).not.toBe(before);
  expect(of({ users: [user(1), user(2), user(3, 1)] })).not.toBe(before);
});
