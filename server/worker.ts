import { randomUUID } from 'node:crypto';
import { closeDb, db, pool } from '#server/db/client.ts';
import { env } from '#server/env.ts';
import { applyPlan, type EngineOptions } from '#server/jobs/apply-plan.ts';
import { launchDbos, shutdownDbos } from '#server/jobs/dbos.ts';
import { dequeueWhenTold } from '#server/jobs/dequeue-when-told.ts';
import { adoptForever, liveAs } from '#server/jobs/liveness.ts';
import { fallAt } from '#server/jobs/windows.ts';
import { log } from '#server/log.ts';
import { recheckJob } from '#server/procedures/recheck-plan.ts';
import { mayUndoJob } from '#server/procedures/undo-guard.ts';
import { runReconcilers } from '#server/reconcilers/run-reconcilers.ts';

/**
 * The second kind of process: applies plans and reconciles. Any number may run, on any machine that reaches the
 * database; each shows that it lives by a lock, and takes over what the dead have left.
 */
async function main(): Promise<void> {
  const executorId = randomUUID();
  fallAt(env.faultsFile);
  const stopping = new AbortController();
  // Without the liveness lock our jobs may be somebody else's already: going on would be a fight, so the process ends.
  const liveness = await liveAs(env.databaseUrl, executorId, (error) => {
    if (stopping.signal.aborted) return;
    log.fatal({ err: error }, 'lost the liveness lock');
    process.exit(70);
  });
  const engine: EngineOptions = {
    pool,
    executorId,
    recheck: (planId, jobId) => recheckJob(db, planId, jobId),
    mayUndo: (jobId) => mayUndoJob(db, jobId),
    patienceMs: env.patienceMs,
  };
  const queue = await launchDbos(executorId, (jobId) => applyPlan(engine, jobId));
  await dequeueWhenTold(liveness, queue);
  const adopting = adoptForever(pool, executorId, stopping.signal);
  const reconciling = runReconcilers(stopping.signal);
  process.stdout.write(`${JSON.stringify({ worker: executorId, ready: true })}\n`);

  const stop = async () => {
    if (stopping.signal.aborted) return;
    stopping.abort();
    // Jobs in flight are not waited for: whoever starts next goes on from their rows.
    const forced = setTimeout(() => process.exit(0), 3_000);
    await shutdownDbos();
    await Promise.allSettled([adopting, reconciling]);
    await liveness.end();
    await closeDb();
    clearTimeout(forced);
    process.exit(0);
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

main().catch((error: unknown) => {
  log.fatal({ err: error }, 'the worker could not start');
  process.exit(1);
});
