import { expect, test } from 'vitest';
import { jobOutcome } from './job-outcome.ts';
import type { ItemState, RowState } from './job-states.ts';

test.each<[ItemState[], RowState[], ReturnType<typeof jobOutcome>]>([
  [['succeeded', 'succeeded'], ['proven'], 'succeeded'],
  [['succeeded', 'undone'], ['proven'], 'partially_succeeded'],
  [['succeeded', 'cancelled'], [], 'partially_succeeded'],
  [['undone', 'cancelled'], ['undone'], 'undone'],
  [['cancelled'], ['skipped'], 'undone'],
  [['succeeded', 'stuck'], [], 'stuck'],
  [['undone'], ['stuck'], 'stuck'],
  [[], ['proven', 'proven'], 'succeeded'],
  [[], ['undone', 'skipped'], 'undone'],
  [[], [], 'succeeded'],
  [['succeeded', 'running'], [], null],
  [['stuck', 'pending'], [], null],
  [['undone', 'undoing'], [], null],
  [['undone'], ['undo_sent'], null],
  [[], ['sent'], null],
])('items %j and shared rows %j: %s', (items, shared, outcome) => {
  expect(jobOutcome(items, shared)).toBe(outcome);
});
