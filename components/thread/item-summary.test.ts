import { expect, it } from 'vitest';
import { itemSummaries } from './item-summary.ts';
import type { ThreadState } from './thread-row.ts';

const summaryOf = (states: ThreadState[]) => {
  const rows = states.map((state, at) => ({ key: `r${at}`, item: 'a', title: `row ${at}`, state, durationMs: 10 }));
  return itemSummaries(rows, [{ key: 'a', label: 'web-01' }])[0];
};

it.each<[ThreadState[], ThreadState]>([
  [['pending', 'pending'], 'pending'],
  [['proven', 'pending'], 'running'],
  [['proven', 'waiting'], 'waiting'],
  [['proven', 'running', 'pending'], 'running'],
  [['proven', 'proven'], 'proven'],
  [['proven', 'done'], 'done'],
  [['proven', 'skipped'], 'proven'],
  [['undone', 'failed', 'pending'], 'failed'],
  [['undone', 'undoing', 'failed'], 'undoing'],
  [['undone', 'undone', 'pending'], 'undone'],
  [['undone', 'stuck', 'failed'], 'stuck'],
  [[], 'pending'],
])('an item with rows %j is %s', (states, state) => {
  expect(summaryOf(states)?.state).toBe(state);
});

it('names the row that decides and adds up the time', () => {
  expect(summaryOf(['undone', 'failed', 'pending'])?.deciding?.key).toBe('r1');
  expect(summaryOf(['proven', 'proven'])?.deciding).toBeNull();
  expect(summaryOf(['proven', 'proven'])?.durationMs).toBe(20);
});
