import type { PlanDto } from '#contract/api/plans.ts';
import type { PlanRow } from '#domain/plans/plan.ts';
import { type Actor, requireRole } from '#server/auth/actor.ts';
import { db } from '#server/db/client.ts';
import { notFound } from '#server/errors.ts';
import { toPlan } from './plan-dto.ts';
import { systemDialects } from './system-dialects.ts';

/** A stored plan, as it was read and approved. */
export async function getPlan(actor: Actor, id: string): Promise<PlanDto> {
  requireRole(actor, 'viewer');
  const plan = await db.plan.findUnique({
    where: { id },
    include: {
      rows: { orderBy: { position: 'asc' } },
      jobs: { select: { id: true }, orderBy: { createdAt: 'desc' }, take: 1 },
    },
  });
  if (!plan) throw notFound('plan', id);
  const rows = plan.rows.map((r) => r.row as unknown as PlanRow);
  const agentIds = [...new Set(rows.map((r) => r.agentId))];
  const [author, agents, dialectOf] = await Promise.all([
    db.user.findUnique({ where: { id: plan.createdById }, select: { name: true } }),
    db.agent.findMany({
      where: { id: { in: agentIds } },
      select: { id: true, name: true },
    }),
    systemDialects(agentIds),
  ]);
  return toPlan(plan, rows, {
    createdBy: author?.name ?? 'someone who is no longer here',
    agents: new Map(agents.map((a) => [a.id, a.name])),
    dialectOf,
    jobId: plan.jobs[0]?.id ?? null,
  });
}
