import { expect, test } from 'vitest';
import type { GoldenFacts } from '#domain/fabric/golden.ts';
import type { Plan, Planned } from '#domain/plans/plan.ts';
import { carryOut, takeBack } from '#domain/testing/carry-out.ts';
import { ModelWorld } from '#domain/testing/model-world.ts';
import {
  GOLDEN_ID,
  sampleArray,
  sampleDisk,
  sampleGolden,
  sampleMaskingSet,
  sampleSealedGolden,
  sampleServer,
} from '#domain/testing/sample-fabric.ts';
import { planUnsealGolden, significantUnsealGolden } from './unseal-golden.ts';

const input = { templateId: 'template-1' };
const plan = (golden: GoldenFacts): Plan => {
  const planned = planUnsealGolden(input, { golden });
  if (planned.kind === 'refused') throw new Error(planned.title);
  return planned.plan;
};
const refusals = (planned: Planned) =>
  planned.kind === 'plan' ? [] : planned.checks.filter((check) => check.state === 'refused').map((check) => check.code);
const clone = { arrayId: 'array-1', parentUniqueId: GOLDEN_ID, name: 'web-1', quarantinedUntil: null };

test('the reverse of step 3.5, carried out', () => {
  const golden = sampleSealedGolden();
  const world = new ModelWorld(golden);
  expect(plan(golden).rows.map((row) => row.operation)).toEqual([
    'disk.offline',
    'masking.remove',
    'masking.present',
    'disk.online',
  ]);
  expect(carryOut(world, plan(golden)).failures).toEqual([]);
  expect(world.luns.get(GOLDEN_ID)?.masking).toEqual({ 'ms-lib.1': 'read-write' });
  expect(world.disks.get(`lib-1 ${GOLDEN_ID}`)).toMatchObject({
    online: true,
    readOnly: false,
    mounts: sampleDisk().mounts,
  });
});

test('taken back after any row, it is sealed as before', () => {
  const golden = sampleSealedGolden();
  for (let most = 0; most <= plan(golden).rows.length; most += 1) {
    const world = new ModelWorld(golden);
    const before = world.snapshot();
    expect(takeBack(world, plan(golden), carryOut(world, plan(golden), most))).toEqual([]);
    expect(world.snapshot()).toBe(before);
  }
});

test('an open golden LUN: nothing to do', () => {
  expect(plan(sampleGolden())).toMatchObject({ rows: [], nothingToDo: expect.stringContaining('is not sealed') });
});

test.each<[code: string, change: Partial<GoldenFacts>]>([
  ['has_clones', { clones: [clone] }],
  ['has_clones', { clones: [{ ...clone, quarantinedUntil: '2026-02-01T00:00:00.000Z' }] }],
  ['no_matching_mount', { disks: [] }],
  ['library_unreachable', { libraryServer: sampleServer({ reachable: false }) }],
  ['array_unreachable', { arrays: [sampleArray({ reachable: false })] }],
  ['critical_disk', { disks: [sampleDisk({ readOnly: true, criticalFor: ['boot'] })] }],
  [
    'foreign_initiators',
    { maskingSets: [sampleMaskingSet({ initiators: ['iqn.2026-01.lab:lib-1', 'iqn.2026-01.lab:hv-1'] })] },
  ],
])('refused: %s', (code, change) => {
  expect(refusals(planUnsealGolden(input, { golden: sampleSealedGolden(change) }))).toEqual([code]);
});

test('a clone made meanwhile makes the plan stale', () => {
  const of = (clones: GoldenFacts['clones']) =>
    JSON.stringify(significantUnsealGolden({ golden: sampleSealedGolden({ clones }) }));
  expect(of([clone])).not.toBe(of([]));
});
