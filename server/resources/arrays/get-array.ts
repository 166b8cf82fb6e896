import { type Actor, requireRole } from '#server/auth/actor.ts';
import { db } from '#server/db/client.ts';
import { notFound } from '#server/errors.ts';
import { arrayDtos, arrayInclude } from './array-dto.ts';

/** @throws ProblemError `not_found` */
export async function getArray(actor: Actor, id: string) {
  requireRole(actor, 'viewer');
  const row = await db.array.findUnique({ where: { id }, include: arrayInclude });
  const [dto] = row ? await arrayDtos([row]) : [];
  if (!dto) throw notFound('array', id);
  return dto;
}
