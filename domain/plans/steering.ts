import { allowed, refused, type Verdict } from '#domain/fabric/verdict.ts';
import type { JobState } from './job-states.ts';

/** What steering looks at; counts and sentences come from the same facts the job page shows. */
export type SteeredJob = {
  state: JobState;
  intent: 'apply' | 'undo';
  cancelAsked: boolean;
  /** Titles of irreversible rows that have acted. */
  irreversibleDone: readonly string[];
};

export function canCancel(job: SteeredJob): Verdict {
  if (job.state === 'cancelling' || (job.cancelAsked && isUnfinished(job.state))) {
    return refused(
      'already_cancelling',
      'This job has been asked to stop already.',
      'Wait: it stops after the row it is at.',
    );
  }
  if (job.state === 'undoing' || (job.intent === 'undo' && isUnfinished(job.state))) {
    return refused('being_undone', 'This job is taking back what it did.', 'Wait until it has ended.');
  }
  if (isUnfinished(job.state)) return allowed;
  if (job.state === 'stuck') return refused('job_stuck', 'A stuck job does not run.', 'Retry it or abandon it.');
  return refused('job_over', 'This job has ended.', undoHint(job.state));
}

export function canRetry(job: SteeredJob): Verdict {
  if (isUnfinished(job.state) || job.state === 'undoing') return stillRunning('retried');
  if (job.state === 'stuck') return allowed;
  if (job.state === 'succeeded') return refused('nothing_to_retry', 'Every item of this job has succeeded.', null);
  if (job.state === 'abandoned') {
    return refused(
      'job_abandoned',
      'This job was abandoned, so what it left is no longer its own.',
      'Make a new plan.',
    );
  }
  if (job.intent === 'undo') {
    return refused('job_undone', 'This job was taken back because someone asked for it.', 'Make a new plan.');
  }
  return allowed;
}

export function canUndo(job: SteeredJob): Verdict {
  if (job.state === 'undoing')
    return refused('being_undone', 'This job is being taken back already.', 'Wait until it has ended.');
  if (isUnfinished(job.state))
    return refused('job_running', 'This job is still going on.', 'Cancel it: what it did is taken back then.');
  if (job.state === 'stuck')
    return refused('job_stuck', 'An undo of this job was refused.', 'Remove the cause and retry, or abandon it.');
  if (job.state === 'undone') return refused('job_undone', 'Everything this job did has been taken back.', null);
  if (job.state === 'abandoned') {
    return refused(
      'job_abandoned',
      'This job was abandoned, so what it left is no longer its own.',
      'Make a new plan.',
    );
  }
  const [irreversible] = job.irreversibleDone;
  if (irreversible !== undefined) {
    return refused('irreversible', `'${irreversible}' cannot be taken back.`, null);
  }
  return allowed;
}

export function canAbandon(job: SteeredJob): Verdict {
  if (job.state === 'stuck') return allowed;
  if (isUnfinished(job.state) || job.state === 'undoing') {
    return refused('job_running', 'This job is still going on.', 'Cancel it, or wait until it has ended.');
  }
  return refused('nothing_to_abandon', 'This job has ended and holds nothing.', undoHint(job.state));
}

/** It has not ended, and its own rows are what it is doing. */
function isUnfinished(state: JobState): boolean {
  return state === 'queued' || state === 'waiting' || state === 'running' || state === 'cancelling';
}

function stillRunning(verb: string): Verdict {
  return refused(
    'job_running',
    `This job is still going on and can only be ${verb} when it has ended.`,
    'Wait, or cancel it.',
  );
}

function undoHint(state: JobState): string | null {
  return state === 'succeeded' || state === 'partially_succeeded' ? 'Undo it to take back what it did.' : null;
}
