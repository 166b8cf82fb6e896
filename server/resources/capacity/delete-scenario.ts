import { type Actor, requireRole } from '#server/auth/actor.ts';
import { db } from '#server/db/client.ts';
import { notFound } from '#server/errors.ts';

/** @throws ProblemError `not_found` */
export async function deleteScenario(actor: Actor, id: string): Promise<null> {
  requireRole(actor, 'operator');
  const { count } = await db.capacityScenario.deleteMany({ where: { id } });
  if (count === 0) throw notFound('scenario', id);
  return null;
}
