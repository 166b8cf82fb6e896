import { type Actor, requireRole } from '#server/auth/actor.ts';
import { db } from '#server/db/client.ts';
import { notFound } from '#server/errors.ts';

/** Heddle forgets the template; its virtual disk, LUN and clones stay as they are. @throws ProblemError `not_found`. */
export async function deleteTemplate(actor: Actor, id: string): Promise<null> {
  requireRole(actor, 'operator');
  const { count } = await db.template.deleteMany({ where: { id } });
  if (count === 0) throw notFound('template', id);
  return null;
}
