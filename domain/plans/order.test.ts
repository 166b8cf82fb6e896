import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RowState } from './job-states.ts';
import { orderProblems, ready } from './order.ts';
import type { PlanRow } from './plan.ts';

const proof = { title: 'seen', read: 'lun', params: {}, expect: [{ found: true }] };
const row = (key: string, rest: Partial<PlanRow> = {}): PlanRow => ({
  key,
  item: 'one',
  title: key,
  agentId: 'agent',
  system: 'system',
  operation: 'lun.clone',
  params: {},
  before: null,
  after: null,
  undo: { kind: 'operation', title: `take back ${key}`, operation: 'lun.delete', params: {}, proof },
  proof,
  locks: [],
  needs: [],
  deadlineMs: 1,
  ...rest,
});
const item = (key: string) => ({ key, title: key, object: null });
const problems = (rows: PlanRow[], items = ['one', 'two']) =>
  orderProblems({ items: items.filter((key) => rows.some((r) => r.item === key)).map(item), rows });

test('a good plan has no problem', () => {
  const ref = { $row: 'a', output: 'targetIqn' };
  const rows = [
    row('shared', { item: null }),
    row('a', { needs: ['shared'] }),
    row('b', { needs: ['a'] }),
    row('c', {
      needs: ['b'],
      params: { iqn: [ref] },
      proof: { ...proof, params: { own: { $row: 'c', output: 'x' } } },
    }),
    row('last', { needs: ['c'], undo: { kind: 'irreversible', why: 'gone' } }),
    row('d', { item: 'two', undo: { kind: 'none' }, proof: null }),
  ];
  expect(problems(rows)).toEqual([]);
});

test.each<[string, PlanRow[], RegExp]>([
  ['a key twice', [row('a'), row('a')], /row a is there twice/],
  ['a key that breaks operation ids', [row('a:b')], /row key 'a:b'/],
  ['an overlong key', [row('a'.repeat(61))], /1 to 60/],
  ['an unknown item', [row('a', { item: 'three' })], /belongs to no item/],
  ['a need that does not exist', [row('a', { needs: ['x'] })], /does not come before/],
  ['a need that comes later', [row('a', { needs: ['b'] }), row('b')], /does not come before/],
  ['a need of itself', [row('a', { needs: ['a'] })], /does not come before/],
  ['a need of another item', [row('a'), row('b', { item: 'two', needs: ['a'] })], /belongs to another item/],
  ['shared rows that come late', [row('a'), row('s', { item: null })], /comes after rows of an item/],
  ['shared rows that need an item', [row('a'), row('s', { item: null, needs: ['a'] })], /belongs to an item/],
  [
    'an irreversible row in the middle',
    [row('a', { undo: { kind: 'irreversible', why: '' } }), row('b')],
    /not the last/,
  ],
  [
    'an irreversible shared row',
    [row('a', { item: null, undo: { kind: 'irreversible', why: '' } })],
    /is shared and cannot/,
  ],
  ['a change without proof', [row('a', { proof: null })], /proves nothing/],
  [
    'an undo without proof',
    [row('a', { undo: { kind: 'operation', title: '', operation: 'lun.delete', params: {}, proof: null } })],
    /undo of row a proves nothing/,
  ],
  [
    'a ref to a row it does not need',
    [row('a'), row('b', { params: { x: { $row: 'a', output: 'y' } } })],
    /does not need/,
  ],
  ['a ref to itself when sent', [row('a', { params: { x: { $row: 'a', output: 'y' } } })], /does not need/],
  [
    'a ref in an undo',
    [
      row('a'),
      row('b', {
        undo: { kind: 'operation', title: '', operation: 'o', params: { x: { $row: 'a', output: 'y' } }, proof },
      }),
    ],
    /does not need/,
  ],
])('%s is a problem', (_, rows, problem) => {
  expect(problems(rows).join('\n')).toMatch(problem);
});

test('items: twice the same, and one without rows', () => {
  expect(orderProblems({ items: [item('one'), item('one')], rows: [row('a')] })).toEqual(['item one is there twice']);
  expect(orderProblems({ items: [item('one'), item('two')], rows: [row('a')] })).toEqual(['item two has no row']);
});

test('ready: needs are proven, shared rows go first, a broken item stands still', () => {
  const rows = [row('s', { item: null }), row('a'), row('b', { needs: ['a'] }), row('x', { item: 'two' })];
  const keys = (states: [string, RowState][]) => ready(rows, new Map(states)).map((r) => r.key);
  expect(keys([])).toEqual(['s']);
  expect(keys([['s', 'done']])).toEqual([]);
  expect(keys([['s', 'proven']])).toEqual(['a', 'x']);
  expect(
    keys([
      ['s', 'proven'],
      ['a', 'sent'],
    ]),
  ).toEqual(['x']);
  expect(
    keys([
      ['s', 'proven'],
      ['a', 'proven'],
    ]),
  ).toEqual(['b', 'x']);
  expect(
    keys([
      ['s', 'proven'],
      ['a', 'failed'],
    ]),
  ).toEqual(['x']);
  expect(
    keys([
      ['s', 'proven'],
      ['x', 'undone'],
    ]),
  ).toEqual(['a']);
  expect(keys([['s', 'failed']])).toEqual([]);
});

test('proving whatever is ready, again and again, reaches every row of any good plan', () => {
  const plan = fc.integer({ min: 1, max: 25 }).chain((count) =>
    fc.array(fc.tuple(fc.integer({ min: 0, max: 3 }), fc.array(fc.nat(24), { maxLength: 3 })), {
      minLength: count,
      maxLength: count,
    }),
  );
  fc.assert(
    fc.property(plan, (picks) => {
      const rows: PlanRow[] = [];
      for (const [group, needs] of [...picks].sort(([a], [b]) => Number(a !== 0) - Number(b !== 0))) {
        const owner = group === 0 ? null : `item-${group}`;
        const possible = rows.filter((r) => r.item === null || r.item === owner);
        const needed = needs.map((n) => possible[n]?.key).filter((key) => key !== undefined);
        rows.push(row(`r${rows.length}`, { item: owner, needs: needed }));
      }
      const items = [...new Set(rows.map((r) => r.item))].filter((key) => key !== null).map(item);
      expect(orderProblems({ items, rows })).toEqual([]);
      const states = new Map<string, RowState>();
      for (let next = ready(rows, states); next.length > 0; next = ready(rows, states)) {
        for (const r of next) states.set(r.key, 'proven');
      }
      expect(states.size).toBe(rows.length);
    }),
  );
});
