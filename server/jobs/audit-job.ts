import type { PoolClient } from 'pg';
import type { JobOutcome } from '#domain/plans/job-outcome.ts';
import type { Run } from './run.ts';
import type { JobStart } from './start-job.ts';

/** The record of a job's life, beside that of the request which started it; begin and end share the job's id. */
export async function auditJobBegin(tx: PoolClient, { jobId, planId, procedure, title, by }: JobStart): Promise<void> {
  await append(tx, 'begin', jobId, by.id, by.name, { planId, procedure, title }, null);
}

const outcomes = { succeeded: 'done', partially_succeeded: 'failed', undone: 'failed', stuck: 'failed' } as const;

export async function auditJobEnd(tx: PoolClient, run: Run, outcome: JobOutcome): Promise<void> {
  const done = run.intent === 'undo' && outcome === 'undone' ? 'done' : outcomes[outcome];
  await append(tx, 'end', run.jobId, null, 'Heddle', { outcome, round: run.round, intent: run.intent }, done);
}

async function append(
  tx: PoolClient,
  phase: 'begin' | 'end',
  jobId: string,
  actorId: string | null,
  actorName: string,
  detail: Record<string, unknown>,
  outcome: string | null,
): Promise<void> {
  await tx.query(
    `INSERT INTO "AuditEvent" (phase, "actId", action, "actorId", "actorName", object, detail, outcome)
     VALUES ($1, $2, 'jobs.run', $3, $4, $5::jsonb, $6::jsonb, $7)`,
    [phase, jobId, actorId, actorName, JSON.stringify({ kind: 'job', id: jobId }), JSON.stringify(detail), outcome],
  );
}
