import type { Pool } from 'pg';
import { locksOf } from '#domain/plans/locks.ts';
import { untilDatabaseAnswers } from '#server/db/until-database-answers.ts';
import { log } from '#server/log.ts';
import { auditJobEnd } from './audit-job.ts';
import { claim } from './claim.ts';
import { drive } from './drive.ts';
import { finish, letStand } from './finish.ts';
import { forward } from './forward.ts';
import { acquireLocks } from './locks.ts';
import { type JobFailure, type Run, Superseded } from './run.ts';
import { fenced, writeItems, writeJob } from './store.ts';
import { takeBack } from './take-back.ts';

/** Looks whether the plan still fits the fabric; answers why not. Bound by the worker: procedures stand above jobs. */
export type Recheck = (planId: string, jobId: string) => Promise<JobFailure | null>;
/** Looks whether what a job did may still be taken back as a whole; answers why not. */
export type MayUndo = (jobId: string) => Promise<JobFailure | null>;
export type EngineOptions = {
  pool: Pool;
  executorId: string;
  recheck: Recheck;
  mayUndo: MayUndo;
  /** How long an agent may be away before a row is given up; an undo waits as long before it is stuck. */
  patienceMs: number;
};

/**
 * The one durable workflow. It may be run again at any point by any worker: it claims the job anew and goes on from
 * what the rows say. Whatever goes wrong ends in a state that a person can act on.
 */
export async function applyPlan(
  { pool, executorId, recheck, mayUndo, patienceMs }: EngineOptions,
  jobId: string,
): Promise<void> {
  const run = await claim(pool, jobId, executorId);
  if (!run) return;
  try {
    const locked = await acquireLocks(pool, run, locksOf([...run.rows.values()].map((r) => r.row)));
    if (locked === 'parked') return;
    const forbidden = isUndoBeginning(run) ? await untilDatabaseAnswers(() => mayUndo(jobId)) : null;
    if (forbidden) return await letStand(pool, run, forbidden);
    if (locked === 'after-others') await stopIfStale(pool, run, recheck);
    if (run.intent === 'apply' && !run.cancelAsked && ![...run.items.values()].every((i) => i.failure))
      await drive(pool, run, forward(run), patienceMs);
    await takeBack(pool, run, patienceMs);
    await finish(pool, run);
  } catch (error) {
    if (error instanceof Superseded) return;
    await giveUp(pool, run, error);
  }
}

/** Asked to take back a finished job, of which nothing was taken back yet. */
function isUndoBeginning(run: Run): boolean {
  return run.intent === 'undo' && ![...run.items.values()].some((i) => i.state === 'undoing' || i.state === 'stuck');
}

/** Another job may have changed the fabric: a plan that no longer fits is not applied. */
async function stopIfStale(pool: Pool, run: Run, recheck: Recheck): Promise<void> {
  if (run.intent !== 'apply' || [...run.rows.values()].some((r) => r.state !== 'pending')) return;
  const failure = await untilDatabaseAnswers(() => recheck(run.planId, run.jobId));
  if (!failure) return;
  const items = [...run.items.keys()].map((key) => ({ key, state: 'pending' as const, failure }));
  await fenced(pool, run, (tx) => writeItems(tx, run, items));
}

/** A fault of our own must not leave a job that never ends: it is stuck, with its locks, and says so. */
async function giveUp(pool: Pool, run: Run, error: unknown): Promise<void> {
  log.error({ err: error, jobId: run.jobId }, 'a job broke');
  const cause = error instanceof Error ? error.message : String(error);
  const sentence = `Heddle itself broke while working on this job: ${cause}`;
  const stuck = {
    cause: sentence,
    rows: [...run.rows.values()].filter((r) => r.state === 'sent' || r.state === 'undo_sent').map((r) => r.row.key),
    locks: locksOf([...run.rows.values()].map((r) => r.row)).map((l) => l.key),
    leftBehind: [...run.rows.values()]
      .filter((r) => r.state !== 'pending' && r.state !== 'undone')
      .map((r) => r.row.title),
    nextActions: ['Retry: what it began is taken back.', 'Abandon the job: what is listed here stays in the fabric.'],
  };
  await fenced(pool, run, async (tx) => {
    const failure = { code: 'internal', sentence };
    await writeJob(tx, run.jobId, { state: 'stuck', stuck, failure }, { ends: true });
    await auditJobEnd(tx, run, 'stuck');
  }).catch((failed: unknown) =>
    log.error({ err: failed, jobId: run.jobId }, 'a broken job could not be marked as stuck'),
  );
}
