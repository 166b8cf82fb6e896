import type { ItemState, RowState } from './job-states.ts';

export type JobOutcome = 'succeeded' | 'partially_succeeded' | 'undone' | 'stuck';

/**
 * How a job ended, from how its items and its shared rows did; null while any of them is still on its way.
 * A plan with shared rows only is judged by those.
 */
export function jobOutcome(items: readonly ItemState[], sharedRows: readonly RowState[]): JobOutcome | null {
  if (items.some(isOpenItem) || sharedRows.some(isOpenRow)) return null;
  if (items.includes('stuck') || sharedRows.includes('stuck')) return 'stuck';
  const succeeded = items.filter((state) => state === 'succeeded').length;
  if (items.length === 0) return sharedRows.every((state) => state === 'proven') ? 'succeeded' : 'undone';
  if (succeeded === items.length) return 'succeeded';
  return succeeded > 0 ? 'partially_succeeded' : 'undone';
}

function isOpenItem(state: ItemState): boolean {
  return state === 'pending' || state === 'running' || state === 'undoing';
}

function isOpenRow(state: RowState): boolean {
  return state === 'sent' || state === 'done' || state === 'failed' || state === 'undo_sent';
}
