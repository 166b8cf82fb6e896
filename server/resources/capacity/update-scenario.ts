import { type Actor, requireRole } from '#server/auth/actor.ts';
import { db } from '#server/db/client.ts';
import { notFound } from '#server/errors.ts';
import type { Context } from '#server/http/handle.ts';
import { getScenario } from './get-scenario.ts';
import { requireFreeScenarioName } from './scenario-name.ts';

type Change = Context<'capacity-scenarios.update'>['body'];

/** Only what was sent is changed. @throws ProblemError `not_found`, `conflict` */
export async function updateScenario(actor: Actor, id: string, { name, input }: Change) {
  requireRole(actor, 'operator');
  if (!(await db.capacityScenario.findUnique({ where: { id } }))) throw notFound('scenario', id);
  if (name !== undefined) await requireFreeScenarioName(name, id);
  const data = { ...(name === undefined ? {} : { name }), ...(input === undefined ? {} : { input }) };
  await db.capacityScenario.update({ where: { id }, data });
  return getScenario(actor, id);
}
