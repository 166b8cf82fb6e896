import { expect, test } from 'vitest';
import { orderProblems } from '#domain/plans/order.ts';
import type { CheckState, Planned } from '#domain/plans/plan.ts';
import { carryOut } from '#domain/testing/carry-out.ts';
import { ModelWorld } from '#domain/testing/model-world.ts';
import { sampleArray, sampleCloneLun } from '#domain/testing/sample-fabric.ts';
import { type PurgeLunsFacts, planPurgeLuns } from './purge-luns.ts';

const until = '2026-02-08T10:00:00.000Z';
const put = (number: number) => sampleCloneLun(number, { masking: {}, quarantinedUntil: until });
const facts = (change: Partial<PurgeLunsFacts> = {}): PurgeLunsFacts => ({
  luns: [put(1), put(2)],
  arrays: [sampleArray()],
  clones: [],
  now: '2026-02-09T00:00:00.000Z',
  ...change,
});
const input = { lunIds: ['lun-1', 'lun-2'] };
const odd = (planned: Planned): [string, CheckState][] =>
  (planned.kind === 'plan' ? planned.plan.checks : planned.checks)
    .filter((check) => check.state !== 'passed')
    .map((check) => [check.code, check.state]);
const child = { arrayId: 'array-1', parentUniqueId: put(1).uniqueId, name: 'web-1-copy', quarantinedUntil: until };

test('destroyed for good, and the plan says that it cannot be taken back', () => {
  const planned = planPurgeLuns(input, facts());
  if (planned.kind === 'refused') throw new Error(planned.title);
  const { plan } = planned;
  expect(plan.title).toBe('Destroy 2 LUNs');
  expect(orderProblems(plan)).toEqual([]);
  expect(plan.rows.map((row) => row.undo.kind)).toEqual(['irreversible', 'irreversible']);
  expect(plan.effects).toMatchObject([{ key: 'luns-array-1', before: 10, after: 8, limit: 512 }, { key: 'freed' }]);
  const world = new ModelWorld(facts());
  expect(carryOut(world, plan).failures).toEqual([]);
  expect(world.luns.size).toBe(0);
});

test.each<[code: string, state: CheckState, change: Partial<PurgeLunsFacts>]>([
  ['array_unreachable', 'refused', { arrays: [sampleArray({ reachable: false })] }],
  ['not_in_quarantine', 'refused', { luns: [put(1), sampleCloneLun(2, { masking: {} })] }],
  ['lun_in_use', 'refused', { luns: [put(1), { ...put(2), masking: { 'ms-hv-1': 'read-write' } }] }],
  ['lun_in_use', 'refused', { luns: [put(1), { ...put(2), sessions: ['iqn.2026-01.lab:hv-1'] }] }],
  ['lun_has_children', 'refused', { clones: [child] }],
  ['quarantine_running', 'warning', { now: '2026-02-08T09:59:59.999Z' }],
])('%s is %s, and nothing else is odd', (code, state, change) => {
  expect(odd(planPurgeLuns(input, facts(change)))).toEqual([[code, state]]);
});

test('the children are named', () => {
  const planned = planPurgeLuns(input, facts({ clones: [child] }));
  const refusal = planned.kind === 'refused' ? planned.checks.find((check) => check.state === 'refused') : null;
  expect(refusal?.reason).toBe('Clones stand on web-1 (parent of web-1-copy).');
});
