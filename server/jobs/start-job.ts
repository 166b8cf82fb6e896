import type { Pool, PoolClient } from 'pg';
import type { PlanItem } from '#domain/plans/plan.ts';
import { withReconnect } from '#server/db/with-reconnect.ts';
import { auditJobBegin } from './audit-job.ts';
import { enqueueRun } from './dbos.ts';
import { tellWatchers } from './events.ts';

export type JobStart = {
  jobId: string;
  planId: string;
  procedure: string;
  title: string;
  items: PlanItem[];
  by: { id: string; name: string };
  /** When the plan was held against the fabric, by the database's clock. */
  checkedAt: Date;
  /** Called last inside the transaction: what must be kept together with the job, or not at all. */
  together: (tx: PoolClient) => Promise<void>;
};

/**
 * Writes the job with its items and rows, and puts it on the queue, in one transaction. Answers the id of the job that
 * applies the plan: the given one, or that of an earlier job, since a plan is applied once.
 */
export async function startJob(pool: Pool, start: JobStart): Promise<{ jobId: string; existed: boolean }> {
  return withReconnect(pool, async (tx) => {
    await tx.query('BEGIN');
    await tx.query('SELECT 1 FROM "Plan" WHERE id = $1 FOR UPDATE', [start.planId]);
    const earlier = await tx.query<{ id: string }>('SELECT id FROM "Job" WHERE "planId" = $1 LIMIT 1', [start.planId]);
    if (earlier.rows[0]) {
      await tx.query('COMMIT');
      // The same id means: our own commit, whose answer was lost.
      return { jobId: earlier.rows[0].id, existed: earlier.rows[0].id !== start.jobId };
    }
    await tx.query(
      `WITH job AS (
         INSERT INTO "Job" (id, "planId", procedure, title, "createdById", "createdAt", "updatedAt")
         VALUES ($1::uuid, $2::uuid, $3, $4, $5, $6, now())),
       rows AS (
         INSERT INTO "JobRow" ("jobId", position, key, "itemKey")
         SELECT $1::uuid, position, key, row->>'item' FROM "PlanRow" WHERE "planId" = $2::uuid),
       items AS (
         INSERT INTO "Item" ("jobId", key, position, title, object)
         SELECT $1::uuid, i.key, i.position, i.title, i.object
         FROM jsonb_to_recordset($7::jsonb) AS i(key text, position int, title text, object jsonb)),
       ${tellWatchers('job', '$8::jsonb')}`,
      [
        ...[start.jobId, start.planId, start.procedure, start.title, start.by.id, start.checkedAt],
        JSON.stringify(start.items.map((item, position) => ({ ...item, position }))),
        JSON.stringify({ state: 'queued' }),
      ],
    );
    await enqueueRun(pool, tx, start.jobId, 'start');
    // Last: one writer of the record at a time, so hold its lock for as short as can be.
    await auditJobBegin(tx, start);
    await start.together(tx);
    await tx.query('COMMIT');
    return { jobId: start.jobId, existed: false };
  });
}
