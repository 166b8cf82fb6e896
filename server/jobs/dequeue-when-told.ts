import { randomUUID } from 'node:crypto';
import type { WorkflowQueue } from '@dbos-inc/dbos-sdk';
import { DBOSExecutor } from '@dbos-inc/dbos-sdk/internal/dbos-executor';
import type { Client } from 'pg';
import { log } from '#server/log.ts';
import { engineVersion, runsQueuedChannel } from './dbos.ts';

/**
 * Starts runs as soon as the transaction that queued them has committed. `client` is the liveness connection: when it
 * breaks the worker ends, so nothing is missed for long; and the queue is polled as well.
 */
export async function dequeueWhenTold(client: Client, queue: WorkflowQueue): Promise<void> {
  let isDequeuing = false;
  let isToldAgain = false;
  // One at a time: whatever is told meanwhile is found by one more look.
  const dequeueInTurn = async () => {
    isToldAgain = true;
    if (isDequeuing) return;
    isDequeuing = true;
    while (isToldAgain) {
      isToldAgain = false;
      await dequeue(queue).catch((error: unknown) => log.warn({ err: error }, 'left to the next poll of the queue'));
    }
    isDequeuing = false;
  };
  client.on('notification', ({ channel }) => {
    if (channel === runsQueuedChannel) void dequeueInTurn();
  });
  await client.query(`LISTEN ${runsQueuedChannel}`);
}

/** What a poll of the SDK does, now; it has no public call for that. */
async function dequeue(queue: WorkflowQueue): Promise<void> {
  const executor = DBOSExecutor.globalInstance;
  if (!executor) return; // it is shut down
  const { systemDatabase, executorID } = executor;
  const running = systemDatabase.countRunningWorkflowsForQueue(queue.name);
  const claim = randomUUID();
  const of = [queue, executorID, engineVersion, undefined, running, 0, claim] as const;
  const runs = await systemDatabase.findAndMarkStartableWorkflows(...of);
  if (runs.length > 0) await executor.dispatchDequeuedWorkflows(runs, claim);
}
