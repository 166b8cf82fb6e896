import { mayHaveActed, type RowStates } from './job-states.ts';
import type { PlanRow } from './plan.ts';

type Row = Pick<PlanRow, 'key' | 'item' | 'needs'>;

/**
 * Rows to take back now: they may have acted, and every row that needs them is taken back or never acted. Shared rows
 * only when `items` is 'all' and nothing of any item is left. Rows that change nothing (undo 'none') are in it too: the
 * engine marks them. In reverse order of the plan; ask again after each answer, until it is empty.
 * @param items keys of the items to take back, or 'all' for the whole job
 */
export function readyToUndo<R extends Row>(
  rows: readonly R[],
  states: RowStates,
  items: ReadonlySet<string> | 'all',
): R[] {
  const needed = new Set<string>();
  let itemLeft = false;
  for (const row of rows) {
    if (!isLeft(row, states)) continue;
    for (const need of row.needs) needed.add(need);
    if (row.item !== null) itemLeft = true;
  }
  const wanted = (row: R) =>
    row.item === null ? items === 'all' && !itemLeft : items === 'all' || items.has(row.item);
  return rows.filter((row) => wanted(row) && canUndoNow(row, states) && !needed.has(row.key)).reverse();
}

/** The whole way back, one row after the other: what a plan page shows and what an undo of everything does. */
export function undoOrder<R extends Row>(
  rows: readonly R[],
  states: RowStates,
  items: ReadonlySet<string> | 'all',
): R[] {
  const now = new Map(states);
  const order: R[] = [];
  for (let next = readyToUndo(rows, now, items); next.length > 0; next = readyToUndo(rows, now, items)) {
    for (const row of next) now.set(row.key, 'undone');
    order.push(...next);
  }
  return order;
}

function canUndoNow(row: Row, states: RowStates): boolean {
  return mayHaveActed(states.get(row.key) ?? 'pending');
}

/** Something of it may still be in the world: also while its undo is on its way or was refused. */
function isLeft(row: Row, states: RowStates): boolean {
  const state = states.get(row.key) ?? 'pending';
  return mayHaveActed(state) || state === 'undo_sent' || state === 'stuck';
}
