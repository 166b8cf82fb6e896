import { type Actor, requireRole } from '#server/auth/actor.ts';
import { db } from '#server/db/client.ts';
import { notFound } from '#server/errors.ts';
import { hostDtos, hostInclude } from './host-dto.ts';

/** @throws ProblemError `not_found` */
export async function getHost(actor: Actor, id: string) {
  requireRole(actor, 'viewer');
  const row = await db.host.findUnique({ where: { id }, include: hostInclude });
  const [dto] = row ? await hostDtos([row]) : [];
  if (!dto) throw notFound('host', id);
  return dto;
}
