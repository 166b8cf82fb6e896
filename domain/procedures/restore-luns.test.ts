import { expect, test } from 'vitest';
import { orderProblems } from '#domain/plans/order.ts';
import { carryOut, takeBack } from '#domain/testing/carry-out.ts';
import { ModelWorld } from '#domain/testing/model-world.ts';
import { sampleArray, sampleCloneLun } from '#domain/testing/sample-fabric.ts';
import { planRestoreLuns, type RestoreLunsFacts } from './restore-luns.ts';

const until = '2026-02-08T10:00:00.000Z';
const put = (number: number) => sampleCloneLun(number, { masking: {}, quarantinedUntil: until });
const facts = (change: Partial<RestoreLunsFacts> = {}): RestoreLunsFacts => ({
  luns: [put(1), put(2)],
  arrays: [sampleArray()],
  clones: [],
  ...change,
});
const input = { lunIds: ['lun-1', 'lun-2'] };
const plan = (known: RestoreLunsFacts) => {
  const planned = planRestoreLuns(input, known);
  if (planned.kind === 'refused') throw new Error(planned.title);
  return planned.plan;
};

test('out of quarantine, still masked, and back', () => {
  const made = plan(facts());
  expect(made.title).toBe('Restore 2 LUNs from quarantine');
  expect(orderProblems(made)).toEqual([]);
  const world = new ModelWorld(facts());
  const before = world.snapshot();
  const carried = carryOut(world, made);
  expect(carried.failures).toEqual([]);
  expect([...world.luns.values()].map((lun) => [lun.quarantinedUntil, lun.masking])).toEqual([
    [null, {}],
    [null, {}],
  ]);
  expect(takeBack(world, made, carried)).toEqual([]);
  expect(world.snapshot()).toBe(before);
});

test('one that is not in quarantine is left alone, with a warning; none at all is nothing to do', () => {
  const some = plan(facts({ luns: [put(1), sampleCloneLun(2)] }));
  expect(some.title).toBe('Restore LUN web-1 from quarantine');
  expect(some.rows).toHaveLength(1);
  expect(some.checks.filter((check) => check.state === 'warning').map((check) => [check.code, check.reason])).toEqual([
    ['not_in_quarantine', 'web-2 is not; nothing is done to it.'],
  ]);
  expect(plan(facts({ luns: [sampleCloneLun(1)] }))).toMatchObject({
    rows: [],
    nothingToDo: 'None of these LUNs is in quarantine.',
  });
});

test('refused when the array cannot be reached', () => {
  const planned = planRestoreLuns(input, facts({ arrays: [sampleArray({ reachable: false })] }));
  expect(planned).toMatchObject({
    kind: 'refused',
    checks: [{ code: 'array_unreachable', state: 'refused' }, { state: 'passed' }],
  });
});
