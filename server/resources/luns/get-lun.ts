import { type Actor, requireRole } from '#server/auth/actor.ts';
import { db } from '#server/db/client.ts';
import { notFound } from '#server/errors.ts';
import { lunDtos, lunInclude } from './lun-dto.ts';

/** @throws ProblemError `not_found` */
export async function getLun(actor: Actor, id: string) {
  requireRole(actor, 'viewer');
  const row = await db.lun.findUnique({ where: { id }, include: lunInclude });
  const [dto] = row ? await lunDtos([row]) : [];
  if (!dto) throw notFound('LUN', id);
  return dto;
}
