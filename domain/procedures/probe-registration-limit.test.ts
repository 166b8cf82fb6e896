import { expect, test } from 'vitest';
import type { ArrayFact } from '#domain/fabric/facts.ts';
import { orderProblems } from '#domain/plans/order.ts';
import type { CheckState, Plan, Planned } from '#domain/plans/plan.ts';
import { carryOut, takeBack } from '#domain/testing/carry-out.ts';
import { ModelWorld } from '#domain/testing/model-world.ts';
import { GIB, sampleArray, samplePool } from '#domain/testing/sample-fabric.ts';
import type { ProbeRegistrationLimitFacts } from './csv-facts.ts';
import { planProbeRegistrationLimit, significantProbeRegistrationLimit } from './probe-registration-limit.ts';

const uniqueId = '0190a000000070008000000000000000';
const marked = (change: Partial<ArrayFact> = {}) => sampleArray({ registrationProbe: true, ...change });
const facts = (change: Partial<ProbeRegistrationLimitFacts> = {}): ProbeRegistrationLimitFacts => ({
  ...{ array: marked(), pool: samplePool(), newIds: ['0190a000-0000-7000-8000-000000000000'] },
  ...change,
});
const plan = (known = facts()) =>
  planProbeRegistrationLimit({ arrayId: 'array-1', poolId: 'pool-1', ceiling: 64 }, known);
const planOf = (known = facts()): Plan => {
  const planned = plan(known);
  if (planned.kind === 'refused') throw new Error(JSON.stringify(planned.checks));
  return planned.plan;
};
const odd = (planned: Planned): [string, CheckState][] =>
  (planned.kind === 'plan' ? planned.plan.checks : planned.checks)
    .filter((check) => check.state !== 'passed')
    .map((check) => [check.code, check.state]);

test('a scratch LUN is made, probed and deleted', () => {
  const { title, rows, items } = planOf();
  expect(title).toBe('Probe how many registrations a LUN of SAN-1 holds');
  expect(rows.map((row) => [row.key, row.operation, row.undo.kind])).toEqual([
    ['probe.create', 'lun.create', 'operation'],
    ['probe.probe', 'registrations.probe', 'none'],
    ['probe.delete', 'lun.delete', 'irreversible'],
  ]);
  expect(rows[0]?.params).toMatchObject({ uniqueId, name: `heddle-probe-${uniqueId}`, pool: 'pool-1', kind: 'data' });
  expect(rows[1]?.params).toEqual({ uniqueId, ceiling: 64 });
  expect(orderProblems({ items, rows })).toEqual([]);
  expect(odd(plan())).toEqual([]);
});

test('carried out, the limit is in the outputs and nothing is left', () => {
  const world = new ModelWorld({ registrationLimit: 24 });
  const before = world.snapshot();
  const carried = carryOut(world, planOf());
  expect(carried.failures).toEqual([]);
  expect(carried.outputs.get('probe.probe')).toEqual({ registered: 24, refusedWith: '05/55/04' });
  expect(world.snapshot()).toBe(before);
});

test('taken back before the last row, the scratch LUN is gone', () => {
  for (const most of [0, 1, 2]) {
    const world = new ModelWorld({});
    const before = world.snapshot();
    expect(takeBack(world, planOf(), carryOut(world, planOf(), most))).toEqual([]);
    expect(world.snapshot()).toBe(before);
  }
});

test.each<[code: string, state: CheckState, known: Partial<ProbeRegistrationLimitFacts>]>([
  ['array_unreachable', 'refused', { array: marked({ reachable: false }) }],
  ['probe_not_allowed', 'refused', { array: sampleArray() }],
  ['lun_limit_reached', 'refused', { array: marked({ maxLuns: 10 }) }],
  ['pool_full', 'refused', { pool: samplePool({ usedBytes: 9_999 * GIB }) }],
  ['probe_disturbs', 'warning', { array: marked({ registrationLimit: { scope: 'array', value: 24 } }) }],
])('%s is %s, and nothing else is odd', (code, state, known) => {
  expect(odd(plan(facts(known)))).toEqual([[code, state]]);
});

test('what the plan stands on', () => {
  const of = (known: Partial<ProbeRegistrationLimitFacts>) =>
    JSON.stringify(significantProbeRegistrationLimit(facts(known)));
  expect(of({ newIds: [], pool: samplePool({ usedBytes: 1 }), array: marked({ lunCount: 3 }) })).toBe(of({}));
  expect(of({ array: sampleArray() })).not.toBe(of({}));
  expect(of({ pool: samplePool({ key: 'other' }) })).not.toBe(of({}));
});
