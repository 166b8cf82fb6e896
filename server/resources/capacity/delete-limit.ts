import { type Actor, requireRole } from '#server/auth/actor.ts';
import { db } from '#server/db/client.ts';
import { notFound } from '#server/errors.ts';

/** Without it the array's limit may be unknown again. @throws ProblemError `not_found` */
export async function deleteLimit(actor: Actor, id: string): Promise<null> {
  requireRole(actor, 'admin');
  const { count } = await db.capacityLimit.deleteMany({ where: { id } });
  if (count === 0) throw notFound('limit', id);
  return null;
}
