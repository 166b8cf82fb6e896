import { expect, test } from 'vitest';
import { mayHaveActed, type RowState } from './job-states.ts';

test.each<[RowState, boolean]>([
  ['pending', false],
  ['sent', true],
  ['done', true],
  ['proven', true],
  ['failed', true],
  ['undo_sent', false],
  ['undone', false],
  ['stuck', false],
  ['skipped', false],
])('a row that is %s may have acted and is not being taken back: %s', (state, acted) => {
  expect(mayHaveActed(state)).toBe(acted);
});
