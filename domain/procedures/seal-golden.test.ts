import { expect, test } from 'vitest';
import type { GoldenFacts } from '#domain/fabric/golden.ts';
import { orderProblems } from '#domain/plans/order.ts';
import type { Plan, Planned } from '#domain/plans/plan.ts';
import { carryOut, takeBack } from '#domain/testing/carry-out.ts';
import { ModelWorld } from '#domain/testing/model-world.ts';
import {
  GOLDEN_ID,
  sampleArray,
  sampleDisk,
  sampleGolden,
  sampleLun,
  sampleMaskingSet,
  sampleSealedGolden,
  sampleServer,
  sampleShare,
  sampleTemplate,
  sampleVirtualDisk,
} from '#domain/testing/sample-fabric.ts';
import { planSealGolden, significantSealGolden } from './seal-golden.ts';

const input = { templateId: 'template-1' };
const planOf = (golden: GoldenFacts): Plan => {
  const planned = planSealGolden(input, { golden });
  if (planned.kind === 'refused')
    throw new Error(JSON.stringify(planned.checks.filter((check) => check.state === 'refused')));
  return planned.plan;
};
const refusals = (planned: Planned) =>
  planned.kind === 'plan' ? [] : planned.checks.filter((check) => check.state === 'refused').map((check) => check.code);

const mounts = [
  { path: 'C:\\Library\\debian-12\\', driveLetter: 'L' },
  { path: 'D:\\also\\', driveLetter: null },
];
const open = sampleGolden({ disks: [sampleDisk({ mounts })] });
const lib2 = sampleServer({
  id: 'library-2',
  name: 'LIB-2',
  agentId: 'agent-library-2',
  system: 'lib-2',
  initiators: ['iqn.2026-01.lab:lib-2'],
});
const cluster = (disk2: Partial<Parameters<typeof sampleDisk>[0]>) =>
  sampleGolden({
    disks: [sampleDisk(), sampleDisk({ libraryServerId: 'library-2', mounts: [], ...disk2 })],
    libraryServers: [sampleServer(), lib2],
    maskingSets: [sampleMaskingSet({ initiators: ['iqn.2026-01.lab:lib-1', 'iqn.2026-01.lab:lib-2'] })],
  });

test('step 3.5, row by row', () => {
  const plan = planOf(open);
  expect(plan.title).toBe('Seal debian-12-golden, the golden LUN of Debian 12');
  expect(plan.rows.map((row) => [row.key, row.operation, row.agentId, row.system])).toEqual([
    ['disk.offline', 'disk.offline', 'agent-library', 'lib-1'],
    ['masking.remove', 'masking.remove', 'agent-array', 'san-1'],
    ['masking.present', 'masking.present', 'agent-array', 'san-1'],
    ['disk.online', 'disk.online', 'agent-library', 'lib-1'],
    ['disk.probe-write', 'disk.probe-write', 'agent-library', 'lib-1'],
  ]);
  expect(plan.rows[2]?.params).toEqual({ uniqueId: GOLDEN_ID, maskingSet: 'ms-lib.1', access: 'read-only' });
  expect(plan.rows[3]?.params).toEqual({ uniqueId: GOLDEN_ID, mounts });
  expect(plan.rows[4]?.proof).toMatchObject({ read: 'outputs', expect: [{ path: ['write'], is: 'denied' }] });
  expect(plan.rows.slice(1).every((row, index) => row.needs.includes(plan.rows[index]?.key ?? ''))).toBe(true);
  expect(plan.rows.every((row) => row.locks.includes('lun:lun-golden'))).toBe(true);
  expect(plan.effects).toMatchObject([{ before: 1, after: 0 }]);
  expect(plan.changes.map(({ field, before, after }) => [field, before, after])).toEqual([
    ['access', 'read-write', 'read-only'],
    ['on LIB-1', 'read-write', 'read-only'],
  ]);
});

const worlds: [string, GoldenFacts][] = [
  ['an open golden LUN', open],
  [
    'read-only at the array, not yet on the library server',
    sampleSealedGolden({ disks: [sampleDisk({ readOnly: false })] }),
  ],
  ['an offline disk that still tells its mounts', sampleGolden({ disks: [sampleDisk({ online: false })] })],
  ['a second library node that has it offline', cluster({ online: false })],
  ['a second library node that has it online, not mounted', cluster({ online: true })],
];

test.each(worlds)('carried out: %s', (_, golden) => {
  const world = new ModelWorld(golden);
  const plan = planOf(golden);
  expect(carryOut(world, plan).failures).toEqual([]);
  expect(world.luns.get(GOLDEN_ID)?.masking).toEqual({ 'ms-lib.1': 'read-only' });
  const [disk] = golden.disks;
  expect(world.disks.get(`lib-1 ${GOLDEN_ID}`)).toMatchObject({ online: true, readOnly: true, mounts: disk?.mounts });
  expect([...world.disks.values()].filter((one) => one.mounts.length > 0)).toHaveLength(1);
  // Running it again finds nothing to do.
  const after = { ...golden, luns: [...world.luns.values()], disks: [...world.disks.values()] };
  expect(planOf(after)).toMatchObject({ rows: [], items: [], nothingToDo: expect.stringContaining('sealed already') });
});

test.each(worlds.filter(([name]) => !/not yet|offline disk/.test(name)))(
  'taken back after any row: %s',
  (_, golden) => {
    const plan = planOf(golden);
    for (let most = 0; most <= plan.rows.length; most += 1) {
      const world = new ModelWorld(golden);
      const before = world.snapshot();
      expect(takeBack(world, plan, carryOut(world, plan, most))).toEqual([]);
      expect(world.snapshot()).toBe(before);
    }
  },
);

test('undone, the library server has what the array grants, though it had not noticed', () => {
  const golden = sampleSealedGolden({ disks: [sampleDisk({ readOnly: false })] });
  const world = new ModelWorld(golden);
  expect(takeBack(world, planOf(golden), carryOut(world, planOf(golden)))).toEqual([]);
  expect(world.disks.get(`lib-1 ${GOLDEN_ID}`)).toMatchObject({ online: true, readOnly: true });
});

test('a library node whose agent is away is not asked', () => {
  const golden = cluster({ online: false });
  const away = { ...golden, libraryServers: [sampleServer(), { ...lib2, reachable: false }] };
  expect(planOf(away).rows.some((row) => row.system === 'lib-2')).toBe(false);
  expect(planOf(golden).rows.some((row) => row.system === 'lib-2')).toBe(true);
  expect(orderProblems(planOf(golden))).toEqual([]);
});

const second = sampleDisk({
  uniqueId: '0000000000000001',
  mounts: [{ path: 'E:\\debian-12-copy\\', driveLetter: null }],
});
test.each<[code: string, change: Partial<GoldenFacts>]>([
  ['no_virtual_disk', { virtualDisk: null }],
  ['virtual_disk_missing', { virtualDisk: sampleVirtualDisk({ missing: true }) }],
  ['no_library_share', { share: null }],
  ['no_library_server', { libraryServer: null }],
  ['directory_outside_share', { share: sampleShare({ path: 'Z:\\' }) }],
  ['no_matching_mount', { disks: [] }],
  ['several_matching_mounts', { disks: [sampleDisk(), second] }],
  ['no_lun', { luns: [] }],
  [
    'several_luns',
    { luns: [sampleLun(), sampleLun({ arrayId: 'array-2' })], arrays: [sampleArray(), sampleArray({ id: 'array-2' })] },
  ],
  ['no_masking_set', { luns: [sampleLun({ masking: {} })] }],
  ['library_unreachable', { libraryServer: sampleServer({ reachable: false }) }],
  ['array_unreachable', { arrays: [sampleArray({ reachable: false })] }],
  ['several_masking_sets', { luns: [sampleLun({ masking: { 'ms-lib.1': 'read-write', 'ms-2': 'read-write' } })] }],
  [
    'foreign_initiators',
    { maskingSets: [sampleMaskingSet({ initiators: ['iqn.2026-01.lab:lib-1', 'iqn.2026-01.lab:hv-1'] })] },
  ],
  ['mounted_on_several', cluster({ online: true, mounts: [{ path: 'C:\\x', driveLetter: null }] })],
  ['critical_disk', { disks: [sampleDisk({ criticalFor: ['hibernation'] })] }],
  ['golden_used_by_vm', { usedBy: [{ uniqueId: GOLDEN_ID, vm: 'build-1' }] }],
  ['golden_quarantined', { luns: [sampleLun({ quarantinedUntil: '2026-02-01T00:00:00.000Z' })] }],
])('refused: %s', (code, change) => {
  expect(refusals(planSealGolden(input, { golden: sampleGolden(change) }))).toEqual([code]);
});

test('every refusal is told, with the checks that passed', () => {
  const golden = sampleGolden({
    arrays: [sampleArray({ reachable: false })],
    disks: [sampleDisk({ criticalFor: ['boot'] })],
  });
  const planned = planSealGolden(input, { golden });
  expect(refusals(planned)).toEqual(['array_unreachable', 'critical_disk']);
  expect(planned.kind === 'refused' && planned.checks.some((check) => check.state === 'passed')).toBe(true);
});

test('what the plan stands on changes with access, mounts, masking and names, not with what moves all the time', () => {
  const of = (change: Partial<GoldenFacts>) => JSON.stringify(significantSealGolden({ golden: sampleGolden(change) }));
  const before = of({});
  for (const change of [
    { luns: [sampleLun({ masking: { 'ms-lib.1': 'read-only' } })] },
    { luns: [sampleLun({ name: 'other' })] },
    { disks: [sampleDisk({ readOnly: true })] },
    { disks: [sampleDisk({ mounts })] },
    { maskingSets: [sampleMaskingSet({ initiators: ['iqn.2026-01.lab:lib-2'] })] },
    { libraryServer: sampleServer({ system: 'other' }) },
    { mountPathKey: '*debian*' },
  ]) {
    expect(of(change)).not.toBe(before);
  }
  for (const change of [
    { luns: [sampleLun({ usedBytes: 1, sessions: ['iqn.2026-01.lab:lib-1'] })] },
    { arrays: [sampleArray({ lunCount: 11, reachable: false })] },
    { libraryServer: sampleServer({ reachable: false, name: 'renamed' }) },
    { disks: [sampleDisk(), sampleDisk({ uniqueId: '0000000000000001', mounts: [] })] },
    { template: sampleTemplate({ name: 'renamed' }) },
  ]) {
    expect(of(change)).toBe(before);
  }
});
