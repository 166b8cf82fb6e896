import { type Actor, requireRole } from '#server/auth/actor.ts';
import { db } from '#server/db/client.ts';
import { notFound } from '#server/errors.ts';
import { poolDtos, poolInclude } from './pool-dto.ts';

/** @throws ProblemError `not_found` */
export async function getPool(actor: Actor, id: string) {
  requireRole(actor, 'viewer');
  const row = await db.pool.findUnique({ where: { id }, include: poolInclude });
  const [dto] = row ? await poolDtos([row]) : [];
  if (!dto) throw notFound('pool', id);
  return dto;
}
