import { type Actor, requireRole } from '#server/auth/actor.ts';
import { db } from '#server/db/client.ts';
import { notFound } from '#server/errors.ts';
import { initiatorDtos, initiatorInclude } from './initiator-dto.ts';

/** @throws ProblemError `not_found` */
export async function getInitiator(actor: Actor, id: string) {
  requireRole(actor, 'viewer');
  const row = await db.initiator.findUnique({ where: { id }, include: initiatorInclude });
  const [dto] = row ? await initiatorDtos([row]) : [];
  if (!dto) throw notFound('initiator', id);
  return dto;
}
