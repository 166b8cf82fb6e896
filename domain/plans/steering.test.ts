import { expect, test } from 'vitest';
import type { JobState } from './job-states.ts';
import { canAbandon, canCancel, canRetry, canUndo, type SteeredJob } from './steering.ts';

const job = (state: JobState, rest: Partial<SteeredJob> = {}): SteeredJob => ({
  state,
  intent: 'apply',
  cancelAsked: false,
  irreversibleDone: [],
  ...rest,
});

// cancel, retry, undo, abandon: null = allowed, else the code of the refusal.
test.each<[JobState, (string | null)[]]>([
  ['queued', [null, 'job_running', 'job_running', 'job_running']],
  ['waiting', [null, 'job_running', 'job_running', 'job_running']],
  ['running', [null, 'job_running', 'job_running', 'job_running']],
  ['cancelling', ['already_cancelling', 'job_running', 'job_running', 'job_running']],
  ['undoing', ['being_undone', 'job_running', 'being_undone', 'job_running']],
  ['succeeded', ['job_over', 'nothing_to_retry', null, 'nothing_to_abandon']],
  ['partially_succeeded', ['job_over', null, null, 'nothing_to_abandon']],
  ['undone', ['job_over', null, 'job_undone', 'nothing_to_abandon']],
  ['stuck', ['job_stuck', null, 'job_stuck', null]],
  ['abandoned', ['job_over', 'job_abandoned', 'job_abandoned', 'nothing_to_abandon']],
])('%s: %j', (state, codes) => {
  const verdicts = [canCancel, canRetry, canUndo, canAbandon].map((can) => can(job(state)));
  expect(verdicts.map((verdict) => (verdict.allowed ? null : verdict.code))).toEqual(codes);
  for (const verdict of verdicts) if (!verdict.allowed) expect(verdict.sentence).toMatch(/\.$/);
});

test('asked to cancel twice, asked to retry what was taken back, asked to undo what cannot be', () => {
  expect(canCancel(job('running', { cancelAsked: true }))).toMatchObject({ code: 'already_cancelling' });
  expect(canCancel(job('waiting', { intent: 'undo' }))).toMatchObject({ code: 'being_undone' });
  expect(canRetry(job('undone', { intent: 'undo' }))).toMatchObject({ code: 'job_undone' });
  expect(canUndo(job('succeeded', { irreversibleDone: ['Destroy web-01'] }))).toMatchObject({
    code: 'irreversible',
    sentence: "'Destroy web-01' cannot be taken back.",
  });
});
