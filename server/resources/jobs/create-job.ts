import type { PoolClient } from 'pg';
import type { ProcedureName } from '#contract/api/plans.ts';
import type { PlanItem } from '#domain/plans/plan.ts';
import { type Actor, requireRole } from '#server/auth/actor.ts';
import { db, pool } from '#server/db/client.ts';
import { databaseTime } from '#server/db/database-clock.ts';
import { newId } from '#server/db/new-id.ts';
import { notFound, ProblemError } from '#server/errors.ts';
import type { Context } from '#server/http/handle.ts';
import { startJob } from '#server/jobs/start-job.ts';
import { recheckPlan } from '#server/procedures/recheck-plan.ts';
import { getJobSummary } from './get-job.ts';

/**
 * Applies a plan as it stands. A plan is applied once; a plan that has expired or no longer fits the fabric is refused.
 * @throws ProblemError `not_found`, `plan_stale` (412), `plan_refused` (422, with the checks), `conflict` (409).
 */
export async function createJob(actor: Actor, planId: string, recordAnswer: Context<'jobs.create'>['recordAnswer']) {
  requireRole(actor, 'operator');
  const plan = await db.plan.findUnique({
    where: { id: planId },
    include: { jobs: { select: { id: true }, take: 1 } },
  });
  if (!plan) throw notFound('plan', planId);
  if (plan.jobs[0]) throw appliedAlready(plan.jobs[0].id);
  const content = plan.content as unknown as { items: PlanItem[]; nothingToDo: string | null };
  if (content.nothingToDo) throw new ProblemError('conflict', `There is nothing to do: ${content.nothingToDo}`);
  const checkedAt = await databaseTime(pool);
  if (plan.expiresAt < checkedAt) throw stale('This plan has expired.');
  const changed = await recheckPlan(db, plan, null);
  if (changed?.kind === 'refused')
    throw new ProblemError('plan_refused', 'The fabric no longer allows this plan.', { checks: changed.checks });
  if (changed) throw stale('The fabric has changed since this plan was made.');
  const jobId = newId();
  const by = { id: actor.userId, name: actor.name };
  const procedure = plan.procedure as ProcedureName;
  const together = async (tx: PoolClient) => recordAnswer(tx, await getJobSummary(jobId, tx));
  const start = { jobId, planId, procedure, title: plan.title, items: content.items, by, checkedAt, together };
  const started = await startJob(pool, start);
  if (started.existed) throw appliedAlready(started.jobId);
  return getJobSummary(started.jobId);
}

function stale(sentence: string): ProblemError {
  return new ProblemError('plan_stale', sentence, {
    remedy: 'Plan again: you will see what is different, and nothing was changed.',
  });
}

function appliedAlready(jobId: string): ProblemError {
  return new ProblemError('conflict', `This plan is applied already, by job ${jobId}.`, {
    remedy: 'Watch that job; to do the same again, make a new plan.',
    details: { jobId },
  });
}
