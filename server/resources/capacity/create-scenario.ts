import { type Actor, requireRole } from '#server/auth/actor.ts';
import { db } from '#server/db/client.ts';
import type { Context } from '#server/http/handle.ts';
import { getScenario } from './get-scenario.ts';
import { requireFreeScenarioName } from './scenario-name.ts';

/** Keeps the sliders under a name, for everybody. @throws ProblemError `conflict` */
export async function createScenario(actor: Actor, { name, input }: Context<'capacity-scenarios.create'>['body']) {
  requireRole(actor, 'operator');
  await requireFreeScenarioName(name);
  const { id } = await db.capacityScenario.create({ data: { name, input, createdById: actor.userId } });
  return getScenario(actor, id);
}
