import { expect, test } from 'vitest';
import type { JobDto, JobRowDto } from '#contract/api/jobs.ts';
import { applyJobEvent } from './apply-job-event.ts';

const row = (key: string, state: JobRowDto['state'] = 'pending') =>
  ({
    key,
    state,
    attempts: 0,
    outputs: null,
    proof: null,
    failure: null,
    sentAt: null,
    endedAt: null,
    durationMs: null,
    usualMs: null,
  }) as JobRowDto;
const job = {
  state: 'running',
  items: [
    { key: 'a', title: 'a', state: 'running', failure: null, object: null },
    { key: 'b', title: 'b', state: 'pending', failure: null, object: null },
  ],
  rows: [row('a.1', 'sent'), row('b.1')],
  itemsDone: 0,
  itemsFailed: 0,
  rowsDone: 0,
} as unknown as JobDto;

test('a row event changes its row alone, and the count of rows done', () => {
  const patch = {
    key: 'a.1',
    state: 'proven' as const,
    attempts: 1,
    failure: null,
    sentAt: '2030-01-01T00:00:00.000Z',
    endedAt: '2030-01-01T00:00:00.250Z',
  };
  const after = applyJobEvent(job, { kind: 'rows', data: [patch] });
  expect(after.rows[0]).toMatchObject({ state: 'proven', durationMs: 250, outputs: null });
  expect(after.rows[1]).toBe(job.rows[1]);
  expect(after.rowsDone).toBe(1);
});

test('an item event counts what is through and what failed; a failure that is not named stays', () => {
  const failure = { code: 'pool_full', sentence: 'No room.' };
  const failed = applyJobEvent(job, { kind: 'items', data: [{ key: 'a', state: 'running', failure }] });
  expect(failed.itemsFailed).toBe(1);
  const undone = applyJobEvent(failed, { kind: 'items', data: [{ key: 'a', state: 'undone' }] });
  expect(undone.items[0]).toMatchObject({ state: 'undone', failure });
  expect(applyJobEvent(job, { kind: 'items', data: [{ key: 'b', state: 'succeeded' }] }).itemsDone).toBe(1);
});

test('a job event changes the job itself', () => {
  expect(applyJobEvent(job, { kind: 'job', data: { state: 'succeeded', reload: true } })).toMatchObject({
    state: 'succeeded',
    rows: job.rows,
  });
});
