import { procedureInputs } from '#contract/api/plans.ts';
import { type Actor, requireRole } from '#server/auth/actor.ts';
import { db, type Prisma, pool } from '#server/db/client.ts';
import { databaseTime } from '#server/db/database-clock.ts';
import { newId } from '#server/db/new-id.ts';
import { ProblemError, validationProblem } from '#server/errors.ts';
import type { Context } from '#server/http/handle.ts';
import { planProcedure } from '#server/procedures/plan-procedure.ts';
import { getPlan } from './get-plan.ts';
import { overridesUsed, requireOverride } from './registration-override.ts';

type Body = Context<'plans.create'>['body'];

/** Long enough to read it and to ask a colleague; the fabric is looked at again before anything is done. */
const validMs = 60 * 60 * 1000;

/**
 * Plans a change and keeps the plan; nothing in the fabric changes.
 * @throws ProblemError `validation_failed` (input, override), `forbidden` (override), `not_found`, `plan_refused` with every check.
 */
export async function createPlan(actor: Actor, { procedure, input: rawInput, override: asked }: Body) {
  requireRole(actor, 'operator');
  const override = asked ? await requireOverride(actor, asked.registrationLimit) : null;
  const input = procedureInputs[procedure].safeParse(rawInput);
  if (!input.success) throw validationProblem(input.error, 'body.input');
  const now = await databaseTime(pool);
  const planned = await planProcedure(db, procedure, input.data, { now, exceptJobId: null, override });
  if (planned.kind === 'refused') {
    const refusals = planned.checks.filter((check) => check.state === 'refused');
    const first = refusals[0];
    // An id of the input that nothing has is the caller's mistake, not a state of the fabric.
    const code = first?.code === 'not_found' ? 'not_found' : 'plan_refused';
    throw new ProblemError(code, first ? first.reason : planned.title, {
      checks: planned.checks,
      ...(first?.remedy ? { remedy: first.remedy.sentence } : {}),
    });
  }
  const { rows, title, ...content } = planned.plan;
  const id = newId(now.getTime());
  await db.plan.create({
    data: {
      id,
      procedure,
      input: input.data as Prisma.InputJsonValue,
      title,
      content: content as unknown as Prisma.InputJsonValue,
      inventoryHash: planned.inventoryHash,
      newIds: planned.newIds,
      overrides: overridesUsed(planned.plan, override),
      createdById: actor.userId,
      createdAt: now,
      expiresAt: new Date(now.getTime() + validMs),
      rows: {
        createMany: {
          data: rows.map((row, position) => ({ position, key: row.key, row: row as unknown as Prisma.InputJsonValue })),
        },
      },
    },
  });
  return getPlan(actor, id);
}
