import { type Actor, requireRole } from '#server/auth/actor.ts';
import { db } from '#server/db/client.ts';
import { notFound } from '#server/errors.ts';
import { maskingSetDtos, maskingSetInclude } from './masking-set-dto.ts';

/** @throws ProblemError `not_found` */
export async function getMaskingSet(actor: Actor, id: string) {
  requireRole(actor, 'viewer');
  const row = await db.maskingSet.findUnique({ where: { id }, include: maskingSetInclude });
  const [dto] = row ? await maskingSetDtos([row], 'item') : [];
  if (!dto) throw notFound('masking set', id);
  return dto;
}
