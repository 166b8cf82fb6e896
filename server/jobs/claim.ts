import type { Pool } from 'pg';
import type { ItemState, RowState } from '#domain/plans/job-states.ts';
import type { PlanItem, PlanRow } from '#domain/plans/plan.ts';
import { loadAgents } from '#server/agents/load-agents.ts';
import { db } from '#server/db/client.ts';
import { untilDatabaseAnswers } from '#server/db/until-database-answers.ts';
import { withReconnect } from '#server/db/with-reconnect.ts';
import { jobEventsChannel } from './events.ts';
import type { JobFailure, Outputs, Run, RunRow, Waiting } from './run.ts';

type JobColumns = {
  planId: string;
  procedure: string;
  title: string;
  epoch: number;
  round: number;
  undoRound: number;
  intent: 'apply' | 'undo';
  cancelAsked: boolean;
  waitingFor: Waiting | null;
  startedAt: Date | null;
};

/**
 * Makes this worker the job's owner by raising its epoch, tells the watchers, and loads the job. null = there is nothing to do: the job has
 * ended, or is unknown.
 */
export async function claim(pool: Pool, jobId: string, executorId: string): Promise<Run | null> {
  const loaded = await withReconnect(pool, async (client) => {
    const { rows: jobs } = await client.query<JobColumns>(
      `WITH claimed AS (
         UPDATE "Job" SET epoch = epoch + 1, "executorId" = $2, "startedAt" = COALESCE("startedAt", now()), "updatedAt" = now(),
           state = CASE WHEN state = 'queued' THEN 'running' ELSE state END
         WHERE id = $1::uuid AND state NOT IN ('succeeded', 'partially_succeeded', 'undone', 'stuck', 'abandoned')
         RETURNING "planId", procedure, title, epoch, round, "undoRound", intent, "cancelAsked", "waitingFor", "startedAt", state),
       made AS (
         INSERT INTO "JobEvent" ("jobId", kind, data) SELECT $1::uuid, 'job', jsonb_build_object('state', state) FROM claimed
         RETURNING id)
       SELECT claimed.* FROM claimed, made, pg_notify('${jobEventsChannel}', $1::text)`,
      [jobId, executorId],
    );
    const [job] = jobs;
    if (!job) return null;
    const { rows } = await client.query<{
      row: PlanRow;
      state: RowState;
      attempts: number;
      round: number;
      outputs: Outputs | null;
      failure: JobFailure | null;
    }>(
      `SELECT p.row, r.state, r.attempts, r.round, r.outputs, r.failure FROM "JobRow" r
       JOIN "PlanRow" p ON p."planId" = $2 AND p.key = r.key WHERE r."jobId" = $1 ORDER BY r.position`,
      [jobId, job.planId],
    );
    const { rows: items } = await client.query<{
      key: string;
      title: string;
      object: PlanItem['object'];
      state: ItemState;
      failure: JobFailure | null;
    }>('SELECT key, title, object, state, failure FROM "Item" WHERE "jobId" = $1 ORDER BY position', [jobId]);
    return { job, rows, items };
  });
  if (!loaded) return null;
  const { job, rows, items } = loaded;
  const runRows = rows.map(({ row, state, attempts, round, failure }) => ({ row, state, attempts, round, failure }));
  return {
    jobId,
    ...job,
    rows: new Map(runRows.map((r) => [r.row.key, r])),
    rowsByItem: byItem(runRows),
    items: new Map(
      items.map(({ key, title, object, state, failure }) => [key, { item: { key, title, object }, state, failure }]),
    ),
    outputs: new Map(rows.flatMap(({ row, outputs }) => (outputs ? [[row.key, outputs] as const] : []))),
    agents: await untilDatabaseAnswers(() => loadAgents(db, [...new Set(rows.map(({ row }) => row.agentId))])),
  };
}

function byItem(rows: RunRow[]): Map<string | null, RunRow[]> {
  const groups = new Map<string | null, RunRow[]>();
  for (const row of rows) {
    const group = groups.get(row.row.item);
    if (group) group.push(row);
    else groups.set(row.row.item, [row]);
  }
  return groups;
}
