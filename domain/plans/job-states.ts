/** States of a job, its items and its rows, as stored and shown; nothing but the engine sets them. */
export type JobState =
  | 'queued'
  | 'waiting'
  | 'running'
  | 'cancelling'
  | 'undoing'
  | 'succeeded'
  | 'partially_succeeded'
  | 'undone'
  | 'stuck'
  | 'abandoned';

export type ItemState = 'pending' | 'running' | 'succeeded' | 'undoing' | 'undone' | 'stuck' | 'cancelled';

export type RowState = 'pending' | 'sent' | 'done' | 'proven' | 'failed' | 'undo_sent' | 'undone' | 'stuck' | 'skipped';

/** By row key; a row that is not in it is pending. */
export type RowStates = ReadonlyMap<string, RowState>;

/** The row may have left something in the world, so that taking the item back must undo it. */
export function mayHaveActed(state: RowState): boolean {
  return state === 'sent' || state === 'done' || state === 'proven' || state === 'failed';
}
