import { DBOS, DBOSClient, type WorkflowQueue } from '@dbos-inc/dbos-sdk';
import type { ClientBase, Pool } from 'pg';
import { idleInTransactionMs } from '#server/db/client.ts';
import { env } from '#server/env.ts';
import { log } from '#server/log.ts';

/** Raised when jobs in flight could not be continued by the newer code; a job of another version stays parked. */
export const engineVersion = 'engine-1';
export const applicationName = 'heddle';
const queueName = 'jobs';
const workflowName = 'applyPlan';
/** Told when a transaction that put runs on the queue commits, so that a lone job begins before a person notices. */
export const runsQueuedChannel = 'heddle_runs_queued';

/** DBOS tells at `info` what it does at every launch; an operator wants its warnings only. */
const dbosLog = {
  info: (entry: unknown) => log.debug({ dbos: entry }),
  debug: (entry: unknown) => log.trace({ dbos: entry }),
  warn: (entry: unknown) => log.warn({ dbos: entry }),
  error: (entry: unknown) => log.error({ dbos: entry }),
};

/**
 * Registers the workflow and starts this process as an executor of the queue. The queue is polled for what nobody tells: a
 * place that became free, a run that came while no worker listened.
 */
export async function launchDbos(
  executorId: string,
  applyPlan: (jobId: string) => Promise<void>,
  pollEveryMs = 100,
): Promise<WorkflowQueue> {
  DBOS.setConfig({
    name: applicationName,
    systemDatabaseUrl: urlWithTimeout(),
    systemDatabasePoolSize: 6,
    // DBOS would set it by a query of its own, which the first query on a fresh connection then runs into.
    systemDatabaseIdleTransactionTimeoutMs: 0,
    executorID: executorId,
    applicationVersion: engineVersion,
    logger: dbosLog,
  });
  DBOS.registerWorkflow(applyPlan, { name: workflowName });
  await DBOS.launch();
  return DBOS.registerQueue(queueName, { workerConcurrency: 20, minPollingIntervalMs: pollEveryMs });
}

/** Connections begin with the setting. */
function urlWithTimeout(): string {
  const url = new URL(env.databaseUrl);
  url.searchParams.set('idle_in_transaction_session_timeout', String(idleInTransactionMs));
  return url.href;
}

export async function shutdownDbos(): Promise<void> {
  await DBOS.shutdown({ workflowCompletionTimeoutMS: 0 });
}

let client: Promise<DBOSClient> | undefined;
export function dbosClient(pool: Pool): Promise<DBOSClient> {
  client ??= DBOSClient.create({
    systemDatabaseUrl: env.databaseUrl,
    systemDatabasePool: pool,
    applicationName,
    logger: dbosLog,
  });
  return client;
}

/** Puts a run of the job on the queue, inside the caller's transaction: both or neither. */
export async function enqueueRun(pool: Pool, tx: ClientBase, jobId: string, run: string): Promise<void> {
  const dbos = await dbosClient(pool);
  const workflow = { queueName, workflowName, workflowID: `${jobId}:${run}`, appVersion: engineVersion };
  await dbos.enqueueInTransaction(tx, workflow, jobId);
  await tellRunsQueued(tx);
}

/** Heard by every worker when the caller's transaction commits. */
export async function tellRunsQueued(tx: ClientBase): Promise<void> {
  await tx.query(`NOTIFY ${runsQueuedChannel}`);
}
