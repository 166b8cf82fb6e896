import { type Actor, requireRole } from '#server/auth/actor.ts';
import { db } from '#server/db/client.ts';
import { notFound } from '#server/errors.ts';
import { limitDto } from './limit-dto.ts';

/** @throws ProblemError `not_found` */
export async function getLimit(actor: Actor, id: string) {
  requireRole(actor, 'viewer');
  const row = await db.capacityLimit.findUnique({ where: { id } });
  if (!row) throw notFound('limit', id);
  return limitDto(row);
}
