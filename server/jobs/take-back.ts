import type { Pool } from 'pg';
import { mayHaveActed, type RowState } from '#domain/plans/job-states.ts';
import { readyToUndo } from '#domain/plans/undo-order.ts';
import { type Course, drive } from './drive.ts';
import { type Run, type RunItem, type RunRow, rowsOfItem } from './run.ts';
import { fenced, type ItemPatch, type RowPatch, writeItems, writeJob, writeRows } from './store.ts';

/**
 * Takes back, in reverse order, every item that did not come through (all of them, when the job as a whole is to be
 * undone), and the shared rows when no item stands any more. Says of every item how that ended.
 */
export async function takeBack(pool: Pool, run: Run, patienceMs: number): Promise<void> {
  await drive(pool, run, whatBecameOf(run), patienceMs);
  const items = [...run.items.values()];
  const sharedFailed = rowsOfItem(run, null).some(
    (r) => r.state === 'failed' || r.state === 'undo_sent' || r.state === 'stuck',
  );
  const wholeJob = run.intent === 'undo' || sharedFailed;
  const targets = items.filter((i) => wholeJob || i.state !== 'succeeded');
  const everything = wholeJob || targets.length === items.length;
  const keys = new Set(targets.map((i) => i.item.key));
  const acted = [...run.rows.values()].filter(
    (r) => (r.row.item === null ? everything : keys.has(r.row.item)) && hasActed(r.state),
  );
  if (targets.length === 0 && acted.length === 0) return;
  await fenced(pool, run, async (tx) => {
    if (acted.length > 0) await writeJob(tx, run.jobId, { state: 'undoing' });
    await writeItems(
      tx,
      run,
      targets.flatMap((i) => beginning(run, i)),
    );
  });
  await drive(pool, run, backward(run, everything ? 'all' : keys), patienceMs);
  await fenced(pool, run, async (tx) => {
    await writeRows(tx, run, neverSent(run, [...targets.map((i) => i.item.key), ...(everything ? [null] : [])]));
    await writeItems(
      tx,
      run,
      targets.map((i) => ending(run, i)),
    );
  });
}

/** Rows that cannot be taken back and were under way when the job stopped: the agent is asked what became of them. */
function whatBecameOf(run: Run): Course {
  const rows = [...run.rows.values()].filter((r) => r.row.undo.kind === 'irreversible');
  return {
    sentState: 'sent',
    next: (underWay) => rows.filter((r) => r.state === 'sent' && !underWay.has(r.row.key)),
    order(of) {
      const { operation, params, proof } = of.row;
      return { of, operation, params, proof, direction: 'do', onlyAsk: true };
    },
  };
}

function backward(run: Run, items: ReadonlySet<string> | 'all'): Course {
  const rows = [...run.rows.values()];
  const planRows = rows.map((r) => r.row);
  return {
    sentState: 'undo_sent',
    next(underWay) {
      const states = new Map(rows.map((r) => [r.row.key, stateNow(r.state, underWay.has(r.row.key))]));
      return readyToUndo(planRows, states, items)
        .filter((row) => !underWay.has(row.key))
        .flatMap((row) => run.rows.get(row.key) ?? []);
    },
    order: undoOf,
  };
}

/** An undo that a lost worker had sent is sent again. */
function stateNow(state: RowState, underWay: boolean): RowState {
  if (underWay) return 'undo_sent';
  return state === 'undo_sent' ? 'proven' : state;
}

function undoOf(of: RunRow): ReturnType<Course['order']> {
  const { key, undo } = of.row;
  // Refused means: nothing was done. Taking it back could take away what somebody else made.
  const isNothing = of.failure?.noEffect || (undo.kind === 'irreversible' && of.failure?.notDone);
  if (undo.kind === 'none' || (of.state === 'failed' && isNothing)) return { key, state: 'undone' };
  if (undo.kind === 'operation')
    return { of, operation: undo.operation, params: undo.params, proof: undo.proof, direction: 'undo' };
  const failure = { code: 'irreversible', sentence: `'${of.row.title}' cannot be taken back: ${undo.why}` };
  return { key, state: 'stuck', failure: of.failure ?? failure };
}

function hasActed(state: RowState): boolean {
  return mayHaveActed(state) || state === 'undo_sent' || state === 'stuck';
}

function beginning(run: Run, { item, state }: RunItem): ItemPatch[] {
  if (state === 'undoing' || !rowsOfItem(run, item.key).some((r) => hasActed(r.state))) return [];
  return [{ key: item.key, state: 'undoing' }];
}

function neverSent(run: Run, groups: (string | null)[]): RowPatch[] {
  return groups
    .flatMap((group) => rowsOfItem(run, group))
    .filter((r) => r.state === 'pending')
    .map((r) => ({ key: r.row.key, state: 'skipped' }));
}

function ending(run: Run, { item, failure }: RunItem): ItemPatch {
  const states = rowsOfItem(run, item.key).map((r) => r.state);
  if (states.includes('stuck')) return { key: item.key, state: 'stuck' };
  const untouched = states.every((s) => s === 'skipped' || s === 'pending');
  return { key: item.key, state: untouched && !failure ? 'cancelled' : 'undone' };
}
