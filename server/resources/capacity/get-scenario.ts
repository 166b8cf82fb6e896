import { type Actor, requireRole } from '#server/auth/actor.ts';
import { db } from '#server/db/client.ts';
import { notFound } from '#server/errors.ts';
import { scenarioDtos } from './scenario-dto.ts';

/** @throws ProblemError `not_found` */
export async function getScenario(actor: Actor, id: string) {
  requireRole(actor, 'viewer');
  const row = await db.capacityScenario.findUnique({ where: { id } });
  const [dto] = row ? await scenarioDtos([row]) : [];
  if (!dto) throw notFound('scenario', id);
  return dto;
}
