import type { PoolClient } from 'pg';
import type { JobDto } from '#contract/api/jobs.ts';
import { canAbandon, canCancel, canRetry, canUndo } from '#domain/plans/steering.ts';
import { type Actor, requireRole } from '#server/auth/actor.ts';
import { pool } from '#server/db/client.ts';
import { notFound } from '#server/errors.ts';
import { steeredJob } from '#server/jobs/steer-job.ts';
import {
  type JobItemRecord,
  type JobRecord,
  type JobRowRecord,
  jobSummaryColumns,
  toJobRow,
  toJobSummary,
  toStep,
} from './job-dto.ts';
import { usualDurations } from './usual-durations.ts';

type Detail = JobRecord &
  Pick<JobDto, 'epoch' | 'round' | 'waitingFor' | 'stuck' | 'leftBehind'> & { executorId: string | null };

/** A job with its items and rows, and what may be asked of it now. */
export async function getJob(actor: Actor, id: string): Promise<JobDto> {
  requireRole(actor, 'viewer');
  const [jobs, rows, items, steered] = await Promise.all([
    pool.query<Detail>(
      `SELECT ${jobSummaryColumns}, j.epoch, j.round, j."waitingFor", j.stuck, j."leftBehind", j."executorId"
       FROM "Job" j JOIN "User" u ON u.id = j."createdById" WHERE j.id = $1`,
      [id],
    ),
    pool.query<JobRowRecord>(
      `SELECT p.row, a.name AS "agentName", r.state, r.attempts, r.outputs, r.proof, r.failure, r."sentAt", r."endedAt"
       FROM "JobRow" r JOIN "Job" j ON j.id = r."jobId" JOIN "PlanRow" p ON p."planId" = j."planId" AND p.key = r.key
       LEFT JOIN "Agent" a ON a.id::text = p.row->>'agentId'
       WHERE r."jobId" = $1 ORDER BY r.position`,
      [id],
    ),
    pool.query<JobItemRecord>(
      'SELECT key, title, state, failure, object FROM "Item" WHERE "jobId" = $1 ORDER BY position',
      [id],
    ),
    steeredJob(pool, id),
  ]);
  const [job] = jobs.rows;
  if (!job || !steered) throw notFound('job', id);
  const usual = await usualDurations(job.procedure, id);
  return {
    ...toJobSummary(job),
    items: items.rows,
    rows: rows.rows.map((row) => toJobRow(row, usual)),
    epoch: job.epoch,
    round: job.round,
    workerId: job.executorId,
    waitingFor: job.waitingFor,
    stuck: job.stuck,
    leftBehind: job.leftBehind,
    can: {
      cancel: toStep(canCancel(steered)),
      retry: toStep(canRetry(steered)),
      undo: toStep(canUndo(steered)),
      abandon: toStep(canAbandon(steered)),
    },
  };
}

/** The job without its rows: what the verbs that steer it answer with. */
export async function getJobSummary(id: string, client: Pick<PoolClient, 'query'> = pool) {
  const { rows } = await client.query<JobRecord>(
    `SELECT ${jobSummaryColumns} FROM "Job" j JOIN "User" u ON u.id = j."createdById" WHERE j.id = $1`,
    [id],
  );
  if (!rows[0]) throw notFound('job', id);
  return toJobSummary(rows[0]);
}
