import { expect, test } from 'vitest';
import type { Plan, PlanRow } from '#domain/plans/plan.ts';
import { carryOut, takeBack } from './carry-out.ts';
import { ModelWorld } from './model-world.ts';
import { GOLDEN_ID, sampleLun, sampleMaskingSet } from './sample-fabric.ts';

const read = { title: 'seen', read: 'lun', params: { uniqueId: GOLDEN_ID } };
const remove: PlanRow = {
  key: 'remove',
  item: 'golden',
  title: 'remove',
  agentId: 'agent',
  system: 'san-1',
  operation: 'masking.remove',
  params: { uniqueId: GOLDEN_ID, maskingSet: 'ms-lib.1' },
  before: null,
  after: null,
  undo: {
    kind: 'operation',
    title: 'present',
    operation: 'masking.present',
    params: { uniqueId: GOLDEN_ID, maskingSet: 'ms-lib.1', access: 'read-write' },
    proof: { ...read, expect: [{ path: ['masking', 'ms-lib.1'], is: 'read-write' }] },
  },
  proof: { ...read, expect: [{ path: ['masking', 'ms-lib.1'], absent: true }] },
  locks: [],
  needs: [],
  deadlineMs: 1,
};
const plan = (row: PlanRow): Plan => ({
  title: 'a plan',
  items: [{ key: 'golden', title: 'golden', object: null }],
  rows: [row],
  checks: [],
  effects: [],
  changes: [],
  touches: [],
  nothingToDo: null,
});
const world = () => new ModelWorld({ luns: [sampleLun()], maskingSets: [sampleMaskingSet()] });

test('a row is carried out, proven, taken back and proven again', () => {
  const here = world();
  const before = here.snapshot();
  const carried = carryOut(here, plan(remove));
  expect(carried.failures).toEqual([]);
  expect(here.snapshot()).not.toBe(before);
  expect(takeBack(here, plan(remove), carried)).toEqual([]);
  expect(here.snapshot()).toBe(before);
});

test('a proof that does not hold and an undo that gives another access back are found out', () => {
  const wrong: PlanRow = {
    ...remove,
    proof: { ...read, expect: [{ path: ['masking', 'ms-lib.1'], is: 'read-only' }] },
  };
  expect(carryOut(world(), plan(wrong)).failures).toEqual([
    'remove: masking.ms-lib.1 is nothing, expected "read-only"',
  ]);
  const here = world();
  const undo = { ...remove.undo, params: { uniqueId: GOLDEN_ID, maskingSet: 'ms-lib.1', access: 'read-only' } };
  const changed = plan({ ...remove, undo } as PlanRow);
  expect(takeBack(here, changed, carryOut(here, changed))).toHaveLength(1);
});

test('what the contract forbids is refused', () => {
  const here = world();
  expect(() => here.act('san-1', 'lun.clone', { sourceUniqueId: GOLDEN_ID, uniqueId: 'ab', name: 'x' })).toThrow(
    'parent_open_rw',
  );
  expect(() => here.act('san-1', 'lun.delete', { uniqueId: GOLDEN_ID })).toThrow('in_use');
  expect(() => here.act('san-1', 'vm.start', { key: 'x' })).toThrow('not_found');
});
