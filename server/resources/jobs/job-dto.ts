import type { z } from 'zod';
import type { JobDto, JobItemDto, JobRowDto, JobSummaryDto } from '#contract/api/jobs.ts';
import type { Verdict } from '#domain/fabric/verdict.ts';
import type { PlanRow } from '#domain/plans/plan.ts';
import { type UsualDurations, usualKey } from './usual-durations.ts';

/** A job's own columns with its counts, as `jobSummaryColumns` selects them. */
export type JobRecord = {
  id: string;
  planId: string;
  procedure: string;
  title: string;
  state: JobSummaryDto['state'];
  createdAt: Date;
  startedAt: Date | null;
  endedAt: Date | null;
  failure: JobSummaryDto['failure'];
  createdBy: string;
  itemsTotal: number;
  itemsDone: number;
  itemsFailed: number;
  rowsTotal: number;
  rowsDone: number;
};

/** For `SELECT … FROM "Job" j JOIN "User" u ON u.id = j."createdById"`; counts as lateral sub-selects, so a page is one query. */
export const jobSummaryColumns = `
  j.id, j."planId", j.procedure, j.title, j.state, j."createdAt", j."startedAt", j."endedAt", j.failure, u.name AS "createdBy",
  (SELECT count(*)::int FROM "Item" i WHERE i."jobId" = j.id) AS "itemsTotal",
  (SELECT count(*)::int FROM "Item" i WHERE i."jobId" = j.id AND i.state = 'succeeded') AS "itemsDone",
  (SELECT count(*)::int FROM "Item" i WHERE i."jobId" = j.id AND (i.failure IS NOT NULL OR i.state = 'stuck')) AS "itemsFailed",
  (SELECT count(*)::int FROM "JobRow" r WHERE r."jobId" = j.id) AS "rowsTotal",
  (SELECT count(*)::int FROM "JobRow" r WHERE r."jobId" = j.id AND r.state IN ('proven', 'undone', 'skipped')) AS "rowsDone"`;

export function toJobSummary(job: JobRecord): JobSummaryDto {
  return {
    id: job.id,
    planId: job.planId,
    procedure: job.procedure,
    title: job.title,
    state: job.state,
    itemsTotal: job.itemsTotal,
    itemsDone: job.itemsDone,
    itemsFailed: job.itemsFailed,
    rowsTotal: job.rowsTotal,
    rowsDone: job.rowsDone,
    createdBy: job.createdBy,
    createdAt: job.createdAt.toISOString(),
    startedAt: job.startedAt?.toISOString() ?? null,
    endedAt: job.endedAt?.toISOString() ?? null,
    durationMs: job.startedAt && job.endedAt ? Math.max(0, job.endedAt.getTime() - job.startedAt.getTime()) : null,
    failure: job.failure,
  };
}

export type JobRowRecord = {
  row: PlanRow;
  agentName: string | null;
  state: JobRowDto['state'];
  attempts: number;
  outputs: Record<string, unknown> | null;
  proof: JobRowDto['proof'];
  failure: JobRowDto['failure'];
  sentAt: Date | null;
  endedAt: Date | null;
};

export function toJobRow({ row, ...r }: JobRowRecord, usual: UsualDurations): JobRowDto {
  return {
    key: row.key,
    item: row.item,
    title: row.title,
    operation: row.operation,
    system: row.system,
    agent: { id: row.agentId, name: r.agentName ?? 'no longer enrolled' },
    state: r.state,
    attempts: r.attempts,
    before: row.before,
    after: row.after,
    undoTitle: row.undo.kind === 'operation' ? row.undo.title : row.undo.kind === 'irreversible' ? row.undo.why : null,
    request: row.params,
    outputs: r.outputs,
    proof: r.proof,
    failure: r.failure,
    sentAt: r.sentAt?.toISOString() ?? null,
    endedAt: r.endedAt?.toISOString() ?? null,
    durationMs: r.sentAt && r.endedAt ? Math.max(0, r.endedAt.getTime() - r.sentAt.getTime()) : null,
    usualMs: usual.get(usualKey(row)) ?? null,
    locks: row.locks,
  };
}

export type JobItemRecord = z.infer<typeof JobItemDto>;

export function toStep(verdict: Verdict): JobDto['can']['cancel'] {
  return verdict.allowed ? { allowed: true, reason: null } : { allowed: false, reason: verdict.sentence };
}
