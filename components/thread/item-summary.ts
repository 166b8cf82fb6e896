import type { ThreadItem, ThreadRow, ThreadState } from './thread-row.ts';

export type ItemSummary = {
  item: ThreadItem;
  rows: readonly ThreadRow[];
  /** What the item as a whole is: the gravest of its rows, else how far it is. */
  state: ThreadState;
  /** The row that decides: what failed, what runs, what is next. Null when all is proven. */
  deciding: ThreadRow | null;
  durationMs: number;
};

/** From the gravest down; the first that any row is in, is what the item is in. */
const gravity: readonly ThreadState[] = ['stuck', 'undoing', 'failed', 'undone', 'running', 'waiting'];

/** One line per item, in the items' order. */
export function itemSummaries(rows: readonly ThreadRow[], items: readonly ThreadItem[]): ItemSummary[] {
  const byItem = new Map<string | null, ThreadRow[]>();
  for (const row of rows) {
    const own = byItem.get(row.item);
    if (own) own.push(row);
    else byItem.set(row.item, [row]);
  }
  return items.map((item) => summary(item, byItem.get(item.key) ?? []));
}

function summary(item: ThreadItem, rows: readonly ThreadRow[]): ItemSummary {
  const state = itemState(rows);
  const failed = rows.find((row) => row.state === 'failed' || row.state === 'stuck');
  const deciding = failed ?? rows.find((row) => row.state === state && state !== 'proven') ?? null;
  const durationMs = rows.reduce((sum, row) => sum + (row.durationMs ?? 0), 0);
  return { item, rows, state, deciding, durationMs };
}

function itemState(rows: readonly ThreadRow[]): ThreadState {
  const grave = gravity.find((state) => rows.some((row) => row.state === state));
  if (grave) return grave;
  const acting = rows.filter((row) => row.state !== 'skipped');
  if (acting.length === 0) return rows.length === 0 ? 'pending' : 'skipped';
  if (acting.every((row) => row.state === 'proven')) return 'proven';
  if (acting.every((row) => row.state === 'pending')) return 'pending';
  return acting.some((row) => row.state === 'pending') ? 'running' : 'done';
}
