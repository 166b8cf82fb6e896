import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RowState } from './job-states.ts';
import { readyToUndo, undoOrder } from './undo-order.ts';

const rows = [
  { key: 's', item: null, needs: [] },
  { key: 'a', item: 'one', needs: ['s'] },
  { key: 'b', item: 'one', needs: ['a'] },
  { key: 'c', item: 'one', needs: ['a'] },
  { key: 'x', item: 'two', needs: [] },
];
const allProven = new Map<string, RowState>(rows.map((row) => [row.key, 'proven']));
const keys = (list: { key: string }[]) => list.map((row) => row.key);

test('what others need comes last, shared rows after every item', () => {
  expect(keys(readyToUndo(rows, allProven, 'all'))).toEqual(['x', 'c', 'b']);
  expect(keys(undoOrder(rows, allProven, 'all'))).toEqual(['x', 'c', 'b', 'a', 's']);
});

test('one item: its own rows only', () => {
  expect(keys(undoOrder(rows, allProven, new Set(['one'])))).toEqual(['c', 'b', 'a']);
});

test.each<[RowState, string[]]>([
  ['pending', ['x', 'c']],
  ['skipped', ['x', 'c']],
  ['undone', ['x', 'c']],
  ['sent', ['x', 'c', 'b']],
  ['failed', ['x', 'c', 'b']],
  ['undo_sent', ['x', 'c']],
  ['stuck', ['x', 'c']],
])('a row that is %s', (state, ready) => {
  expect(keys(readyToUndo(rows, new Map([...allProven, ['b', state]]), 'all'))).toEqual(ready);
});

test('a row whose undo is stuck keeps what it stands on, and the shared rows', () => {
  const states = new Map<string, RowState>([...allProven, ['c', 'stuck']]);
  expect(keys(undoOrder(rows, states, 'all'))).toEqual(['x', 'b']);
});

test('any rows in any state: nothing is undone before what needs it, nothing that acted is forgotten', () => {
  const state = fc.constantFrom<RowState>('pending', 'sent', 'done', 'proven', 'failed', 'undone', 'skipped');
  const graph = fc.array(fc.tuple(fc.array(fc.nat(20), { maxLength: 3 }), state), { maxLength: 20 });
  fc.assert(
    fc.property(graph, (picks) => {
      const many = picks.map(([needs], i) => ({
        key: `r${i}`,
        item: 'one',
        needs: needs.filter((n) => n < i).map((n) => `r${n}`),
      }));
      const states = new Map(picks.map(([, one], i) => [`r${i}`, one]));
      const order = keys(undoOrder(many, states, new Set(['one'])));
      const acted = many.filter((row) => ['sent', 'done', 'proven', 'failed'].includes(states.get(row.key) ?? ''));
      expect([...order].sort()).toEqual(keys(acted).sort());
      for (const row of acted) {
        for (const need of row.needs.filter((key) => order.includes(key))) {
          expect(order.indexOf(row.key)).toBeLessThan(order.indexOf(need));
        }
      }
    }),
  );
});
