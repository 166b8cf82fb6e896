import { type Actor, requireRole } from '#server/auth/actor.ts';
import { db } from '#server/db/client.ts';
import { notFound } from '#server/errors.ts';
import { userDto } from './user-dto.ts';

/** @throws ProblemError `not_found` */
export async function getUser(actor: Actor, id: string) {
  requireRole(actor, 'admin');
  const user = await db.user.findUnique({ where: { id } });
  if (!user) throw notFound('user', id);
  return userDto(user);
}
