import { type Actor, requireRole } from '#server/auth/actor.ts';
import { db } from '#server/db/client.ts';
import { notFound } from '#server/errors.ts';
import { findingDto } from './finding-dto.ts';

/** @throws ProblemError `not_found` */
export async function getFinding(actor: Actor, id: string) {
  requireRole(actor, 'viewer');
  const finding = await db.finding.findUnique({ where: { id } });
  if (!finding) throw notFound('finding', id);
  return findingDto(finding);
}
