import { z } from 'zod';
import { PlanDto, type ProcedureName } from '#contract/api/plans.ts';
import type { Check, Plan } from '#domain/plans/plan.ts';
import type { RegistrationOverride } from '#domain/procedures/registration-facts.ts';
import type { db as database } from '#server/db/client.ts';
import { databaseNow } from '#server/db/database-clock.ts';
import { planProcedure } from './plan-procedure.ts';
import { changedRegistrations } from './registration-changes.ts';

/** A stored plan, as far as planning it again needs it. */
export type StoredPlan = {
  procedure: string;
  input: unknown;
  newIds: unknown;
  inventoryHash: string;
  overrides: unknown;
  content: unknown;
  createdById: string;
};
/** 'refused': there can no longer be such a plan; 'stale': there can, but not from the fabric it was made for. */
export type PlanChange = { kind: 'refused'; checks: Check[] } | { kind: 'stale' };
/** Why a job does not begin, as the job keeps it. */
export type RecheckFailure = { code: string; sentence: string; remedy?: string };

const Ids = z.array(z.string());
const { overrides: Overrides } = PlanDto.shape;

/** Plans the same thing again with the same ids; null = the plan still fits the fabric. */
export async function recheckPlan(
  db: typeof database,
  plan: StoredPlan,
  exceptJobId: string | null,
): Promise<PlanChange | null> {
  const newIds = Ids.parse(plan.newIds);
  const name = plan.procedure as ProcedureName;
  const override = await overrideOf(db, plan);
  const { effects } = plan.content as Pick<Plan, 'effects'>;
  const leavesRegistrations = changedRegistrations(effects).length === 0;
  const context = { now: databaseNow(), exceptJobId, newIds, override, leavesRegistrations };
  const again = await planProcedure(db, name, plan.input, context);
  if (again.kind === 'refused') return { kind: 'refused', checks: again.checks };
  return again.inventoryHash === plan.inventoryHash ? null : { kind: 'stale' };
}

/** What the administrator who made the plan went beyond. */
async function overrideOf(db: typeof database, plan: StoredPlan): Promise<RegistrationOverride | null> {
  const { registrationLimit: arrayName } = Overrides.parse(plan.overrides);
  if (arrayName === undefined) return null;
  const author = await db.user.findUnique({ where: { id: plan.createdById }, select: { name: true } });
  return { arrayName, by: author?.name ?? 'Somebody who is no longer here' };
}

/** For a job that had to wait before its first row: null = its plan still fits. */
export async function recheckJob(db: typeof database, planId: string, jobId: string): Promise<RecheckFailure | null> {
  const plan = await db.plan.findUniqueOrThrow({ where: { id: planId } });
  const change = await recheckPlan(db, plan, jobId);
  if (!change) return null;
  if (change.kind === 'stale') {
    const sentence = 'The fabric has changed while this job waited, so its plan no longer fits. Nothing was done.';
    return { code: 'plan_stale', sentence, remedy: 'Plan again.' };
  }
  const refusal = change.checks.find((check) => check.state === 'refused');
  const sentence = `While this job waited its plan became impossible: ${refusal?.reason ?? 'it is refused now.'} Nothing was done.`;
  const remedy = refusal?.remedy?.sentence;
  return { code: 'plan_refused', sentence, ...(remedy ? { remedy } : {}) };
}
