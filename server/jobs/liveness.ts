import { DBOS } from '@dbos-inc/dbos-sdk';
import pg from 'pg';
import { withReconnect } from '#server/db/with-reconnect.ts';
import { log } from '#server/log.ts';
import { engineVersion, enqueueRun, tellRunsQueued } from './dbos.ts';
import { abortableDelay } from './delay.ts';
import { holdLiveness, livenessClass } from './live-workers.ts';

const lookEveryMs = 500;

/**
 * Holds this worker's liveness lock on a connection of its own. When that connection breaks, others may already be
 * taking our jobs over, so `onLost` must end the process.
 */
export async function liveAs(
  databaseUrl: string,
  executorId: string,
  onLost: (error: Error) => void,
): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: databaseUrl,
    keepAlive: true,
    application_name: `heddle worker ${executorId}`,
  });
  client.once('error', onLost);
  await client.connect();
  await holdLiveness(client, executorId);
  return client;
}

/** Twice a second: take over what dead workers left, and put jobs on the queue again that fell off it. */
export async function adoptForever(pool: pg.Pool, executorId: string, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      await adoptDeadWorkersJobs(pool, executorId);
      await requeueLostJobs(pool);
    } catch (error) {
      if (!signal.aborted) log.warn({ err: error }, 'could not look for jobs of dead workers; trying again');
    }
    await abortableDelay(lookEveryMs, signal);
  }
}

/**
 * An executor whose liveness lock can be taken is dead. The lock is held while its workflows are resumed, so that two
 * peers do not resume the same one twice at once (the higher epoch would settle that, but why argue).
 */
async function adoptDeadWorkersJobs(pool: pg.Pool, executorId: string): Promise<void> {
  const { rows } = await pool.query<{ executor: string }>(
    `SELECT DISTINCT executor_id AS executor FROM dbos.workflow_status
     WHERE status = 'PENDING' AND executor_id IS NOT NULL AND executor_id <> $1 AND application_version = $2`,
    [executorId, engineVersion],
  );
  for (const { executor } of rows) {
    await withReconnect(pool, async (client) => {
      await client.query('BEGIN');
      const lock = await client.query<{ dead: boolean }>('SELECT pg_try_advisory_xact_lock($1, hashtext($2)) AS dead', [
        livenessClass,
        executor,
      ]);
      if (lock.rows[0]?.dead) {
        await resumeAll(executor);
        await tellRunsQueued(client);
      }
      await client.query('COMMIT');
    });
  }
}

async function resumeAll(executor: string): Promise<void> {
  const workflows = await DBOS.listWorkflows({ status: 'PENDING', executorId: executor });
  for (const workflow of workflows) {
    await DBOS.resumeWorkflow(workflow.workflowID, workflow.queueName ? { queueName: workflow.queueName } : {});
    log.info({ workflow: workflow.workflowID, executor }, 'took over from a dead worker');
  }
}

/**
 * A job that has not ended but has no workflow on its way would wait for ever: whatever lost it, it runs again. One that
 * waits for a lock has given its place up and comes back soon. Not left to delays of the queue: those are measured by
 * the clocks of workers, which differ.
 */
async function requeueLostJobs(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ id: string; epoch: number; state: string }>(
    `SELECT j.id, j.epoch, j.state FROM "Job" j
     WHERE j.state IN ('queued', 'waiting', 'running', 'cancelling', 'undoing')
       AND j."updatedAt" < now() - CASE j.state WHEN 'waiting' THEN interval '1 second' ELSE interval '10 seconds' END
       AND NOT EXISTS (SELECT 1 FROM dbos.workflow_status w
         WHERE w.workflow_uuid LIKE j.id::text || ':%' AND w.status IN ('PENDING', 'ENQUEUED', 'DELAYED'))
     ORDER BY j."updatedAt" LIMIT 20`,
  );
  for (const { id, epoch, state } of rows) {
    await withReconnect(pool, async (tx) => {
      await tx.query('BEGIN');
      await enqueueRun(pool, tx, id, `lost-${epoch}`);
      await tx.query('UPDATE "Job" SET "updatedAt" = now() WHERE id = $1', [id]);
      await tx.query('COMMIT');
    });
    if (state === 'waiting') log.debug({ jobId: id }, 'a job that waits for a lock was put back on the queue');
    else log.warn({ jobId: id }, 'a job had fallen off the queue and was put back');
  }
}
