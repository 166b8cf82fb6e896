import type { Tone } from '#components/ui/state-chip.tsx';
import type { JobSummaryDto } from '#contract/api/jobs.ts';

const chips: Record<JobSummaryDto['state'], { label: string; tone: Tone }> = {
  queued: { label: 'Queued', tone: 'waiting' },
  waiting: { label: 'Waiting for a lock', tone: 'waiting' },
  running: { label: 'Running', tone: 'running' },
  cancelling: { label: 'Cancelling', tone: 'running' },
  undoing: { label: 'Taking back', tone: 'running' },
  succeeded: { label: 'Succeeded', tone: 'ok' },
  partially_succeeded: { label: 'Partially succeeded', tone: 'warning' },
  undone: { label: 'Undone', tone: 'neutral' },
  stuck: { label: 'Stuck', tone: 'danger' },
  abandoned: { label: 'Abandoned', tone: 'neutral' },
};

export function jobChip(state: JobSummaryDto['state']) {
  return chips[state];
}

export function hasEnded(state: JobSummaryDto['state']): boolean {
  return ['succeeded', 'partially_succeeded', 'undone', 'stuck', 'abandoned'].includes(state);
}
