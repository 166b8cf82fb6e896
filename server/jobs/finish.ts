import type { Pool, PoolClient } from 'pg';
import { jobOutcome } from '#domain/plans/job-outcome.ts';
import { parseLock } from '#domain/plans/locks.ts';
import { auditJobEnd } from './audit-job.ts';
import { releaseLocks } from './locks.ts';
import { type JobFailure, type Run, type RunRow, rowsOfItem } from './run.ts';
import { fenced, writeJob } from './store.ts';

/** Ends the run: outcome, failure in one sentence, locks given back, unless it is stuck: then they stay and it says why. */
export async function finish(pool: Pool, run: Run): Promise<void> {
  const items = [...run.items.values()];
  const outcome =
    jobOutcome(
      items.map((i) => i.state),
      rowsOfItem(run, null).map((r) => r.state),
    ) ?? 'stuck';
  await fenced(pool, run, async (tx) => {
    if (outcome === 'stuck')
      await writeJob(
        tx,
        run.jobId,
        { state: 'stuck', stuck: stuckReport(run), failure: firstFailure(run) },
        { ends: true },
      );
    else await end(tx, run, outcome);
    await auditJobEnd(tx, run, outcome);
  });
}

/** Ends an undo that must not begin: what the job did stands as it stood, and the job says why. */
export async function letStand(pool: Pool, run: Run, failure: JobFailure): Promise<void> {
  const items = [...run.items.values()].map((i) => i.state);
  const state = items.every((one) => one === 'succeeded') ? 'succeeded' : 'partially_succeeded';
  await fenced(pool, run, async (tx) => {
    await releaseLocks(tx, run.jobId);
    await writeJob(tx, run.jobId, { state, intent: 'apply', failure, waitingFor: null }, { ends: true });
    await auditJobEnd(tx, run, state);
  });
}

async function end(tx: PoolClient, run: Run, outcome: string): Promise<void> {
  await releaseLocks(tx, run.jobId);
  const failure = outcome === 'succeeded' ? null : firstFailure(run);
  await writeJob(tx, run.jobId, { state: outcome, failure, stuck: null, waitingFor: null }, { ends: true });
}

function firstFailure(run: Run): JobFailure | null {
  const rows = [...run.rows.values()];
  const stuck = rows.find((r) => r.state === 'stuck' && r.failure)?.failure;
  const item = [...run.items.values()].find((i) => i.failure)?.failure;
  const shared = rows.find((r) => r.row.item === null && r.failure)?.failure;
  if (stuck ?? item ?? shared) return stuck ?? item ?? shared ?? null;
  if (run.cancelAsked) return { code: 'cancelled', sentence: 'It was cancelled; what it had begun was taken back.' };
  if (run.intent === 'undo') return { code: 'undone', sentence: 'It was taken back because someone asked for it.' };
  return null;
}

function stuckReport(run: Run) {
  const rows = [...run.rows.values()];
  const stuck = rows.filter((r) => r.state === 'stuck');
  const left = rows.filter(
    (r) => r.state === 'stuck' || r.state === 'proven' || r.state === 'sent' || r.state === 'failed',
  );
  return {
    cause: stuck.map((r) => r.failure?.sentence ?? `The undo of '${r.row.title}' did not come through.`).join(' '),
    rows: stuck.map((r) => r.row.key),
    locks: [...new Set(stuck.flatMap((r) => r.row.locks).map((lock) => parseLock(lock).key))],
    leftBehind: left.map(leftBehind),
    nextActions: [
      'Remove the cause, then retry: the undo is asked for again.',
      'Abandon the job: its locks are given back and what is listed here stays in the fabric.',
    ],
  };
}

function leftBehind({ row, state }: RunRow): string {
  const what = row.after ? `${row.title} (${row.after})` : row.title;
  return state === 'proven' ? what : `${what}: not certain`;
}
