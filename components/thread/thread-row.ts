import type { ReactNode } from 'react';
import type { Tone } from '#components/ui/state-chip.tsx';
import type { RowState } from '#domain/plans/job-states.ts';

export type ThreadState =
  | 'pending'
  | 'waiting'
  | 'running'
  | 'done'
  | 'proven'
  | 'failed'
  | 'undoing'
  | 'undone'
  | 'stuck'
  | 'skipped';

/** One row of a plan, a job or a lineage, as plain data. */
export type ThreadRow = {
  key: string;
  /** The item whose thread it is knotted into; null for a row that all items share. */
  item: string | null;
  /** A verb and its object: "Remove golden-2022 from masking set lib-01". */
  title: string;
  state: ThreadState;
  /** Who does what: "array.san-a lun.unmask". Set in the machine's face. */
  operation?: string | undefined;
  /** Before -> after, as a DiffValue. */
  change?: ReactNode;
  /** What must hold afterwards, and what takes it back: a sentence each. */
  proof?: string | undefined;
  undo?: string | undefined;
  /** What went wrong, why here, what to do. */
  problem?: ReactNode;
  /** The lock it waits for and who holds it. */
  waitsFor?: { lock: string; holder: ReactNode } | undefined;
  durationMs?: number | undefined;
  usualMs?: number | undefined;
  /** Shown from the second attempt on. */
  attempts?: number | undefined;
  /** Opened on demand: the exact request and answer. */
  more?: ReactNode;
};

export type ThreadItem = {
  key: string;
  /** What the item will be called: "web-03". */
  label: string;
  href?: string | undefined;
};

export const stateWord: Record<ThreadState, { word: string; tone: Tone }> = {
  pending: { word: 'Pending', tone: 'neutral' },
  waiting: { word: 'Waiting', tone: 'waiting' },
  running: { word: 'Running', tone: 'running' },
  done: { word: 'Done', tone: 'neutral' },
  proven: { word: 'Proven', tone: 'ok' },
  failed: { word: 'Failed', tone: 'danger' },
  undoing: { word: 'Undoing', tone: 'running' },
  undone: { word: 'Undone', tone: 'neutral' },
  stuck: { word: 'Stuck', tone: 'danger' },
  skipped: { word: 'Skipped', tone: 'neutral' },
};

const drawnAs: Record<RowState, ThreadState> = {
  pending: 'pending',
  sent: 'running',
  done: 'done',
  proven: 'proven',
  failed: 'failed',
  undo_sent: 'undoing',
  undone: 'undone',
  stuck: 'stuck',
  skipped: 'skipped',
};

/** How a stored row's state is drawn; a pending row that waits for a lock is drawn as waiting. */
export function threadState(state: RowState, waitsForLock: boolean): ThreadState {
  return waitsForLock && state === 'pending' ? 'waiting' : drawnAs[state];
}
