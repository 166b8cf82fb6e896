import { createHash } from 'node:crypto';
import type { ProcedureName } from '#contract/api/plans.ts';
import { canonicalText } from '#domain/plans/canonical.ts';
import { orderProblems } from '#domain/plans/order.ts';
import type { Planned } from '#domain/plans/plan.ts';
import { withRegistrations } from '#domain/procedures/registration-effects.ts';
import type { RegistrationOverride } from '#domain/procedures/registration-facts.ts';
import type { db as database } from '#server/db/client.ts';
import { newId } from '#server/db/new-id.ts';
import { gatherRegistrations } from './gather-registrations.ts';
import { registrationChanges } from './registration-changes.ts';
import { type Procedure, procedures } from './registry.ts';

export type PlanContext = {
  now: Date;
  /** The job whose own plan this is: the names it will take are not taken from it. */
  exceptJobId: string | null;
  /** Those of an earlier plan, so that the same objects are planned again; otherwise new ones are chosen. */
  newIds?: string[] | undefined;
  /** The limit of registrations that an administrator goes beyond. */
  override?: RegistrationOverride | null | undefined;
  /** The plan is checked again and changed no registrations: they need not be counted. */
  leavesRegistrations?: boolean | undefined;
};
/** `inventoryHash`: hex SHA-256 of the input and of what the plan stands on. */
export type PlannedProcedure = Planned & { inventoryHash: string; newIds: string[] };

/** Far more than ten thousand VMs take; a database that does not answer is told sooner by its own time-outs. */
const snapshotTimeoutMs = 60_000;

/**
 * Plans from the inventory as it is at one instant. The same input against an unchanged fabric has the same hash,
 * whatever ids were chosen.
 * @throws ZodError when the input is none of this procedure
 */
export async function planProcedure(
  db: typeof database,
  name: ProcedureName,
  input: unknown,
  { now, exceptJobId, newIds: given, override = null, leavesRegistrations = false }: PlanContext,
): Promise<PlannedProcedure> {
  const procedure = procedures[name] as Procedure;
  const parsed = procedure.parse(input);
  const newIds = given ?? Array.from({ length: procedure.newIds(parsed) }, () => newId(now.getTime()));
  const { gathered, arrays } = await db.$transaction(
    async (snapshot) => ({
      gathered: await procedure.gather(snapshot, parsed, { now, newIds, exceptJobId }),
      arrays: leavesRegistrations ? [] : await gatherRegistrations(snapshot),
    }),
    { isolationLevel: 'RepeatableRead', maxWait: snapshotTimeoutMs, timeout: snapshotTimeoutMs },
  );
  const planned = withRegistrations(gathered.plan(), arrays, override);
  // A plan that breaks the rules of every plan would break in the middle: a fault of ours, found before it is shown.
  const problems = planned.kind === 'plan' ? orderProblems(planned.plan) : [];
  if (problems.length > 0)
    throw new Error(`${name} made a plan that cannot be applied: ${problems.slice(0, 3).join('; ')}`);
  const significant = { facts: gathered.significant(), registrations: registrationChanges(planned) };
  const text = canonicalText({ procedure: name, input: parsed, significant });
  return { ...planned, newIds, inventoryHash: createHash('sha256').update(text).digest('hex') };
}
