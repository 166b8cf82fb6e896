import { type Actor, requireRole } from '#server/auth/actor.ts';
import { db } from '#server/db/client.ts';
import { notFound } from '#server/errors.ts';
import { hostGroupDto, hostGroupInclude } from './host-group-dto.ts';

/** @throws ProblemError `not_found` */
export async function getHostGroup(actor: Actor, id: string) {
  requireRole(actor, 'viewer');
  const row = await db.hostGroup.findUnique({ where: { id }, include: hostGroupInclude });
  if (!row) throw notFound('host group', id);
  return hostGroupDto(row);
}
