import type { ListQuery } from '#contract/api/endpoint.ts';
import { type Actor, requireRole } from '#server/auth/actor.ts';
import { db } from '#server/db/client.ts';
import { listPage, listSpec } from '#server/http/list.ts';
import { text, time } from '#server/http/list-fields.ts';
import type { PlanContent } from './plan-dto.ts';

const spec = listSpec(
  'plans',
  { procedure: text(), title: text(), createdAt: time(), expiresAt: time() },
  '-createdAt',
);

/** Plans, newest first, without their rows. */
export async function listPlans(actor: Actor, query: ListQuery) {
  requireRole(actor, 'viewer');
  return listPage(spec, query, {
    find: async (args) => {
      const plans = await db.plan.findMany({ ...args, include: { jobs: { select: { id: true }, take: 1 } } });
      const authors = await db.user.findMany({
        where: { id: { in: plans.map((p) => p.createdById) } },
        select: { id: true, name: true },
      });
      const names = new Map(authors.map((a) => [a.id, a.name]));
      return plans.map((plan) => ({ ...plan, author: names.get(plan.createdById) ?? 'someone who is no longer here' }));
    },
    count: (where) => db.plan.count({ where }),
    toItem: (plan) => ({
      id: plan.id,
      procedure: plan.procedure,
      input: plan.input as Record<string, unknown>,
      title: plan.title,
      nothingToDo: (plan.content as unknown as PlanContent).nothingToDo,
      inventoryHash: plan.inventoryHash,
      createdAt: plan.createdAt.toISOString(),
      expiresAt: plan.expiresAt.toISOString(),
      createdBy: plan.author,
      jobId: plan.jobs[0]?.id ?? null,
    }),
  });
}
