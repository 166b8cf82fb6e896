import { type Actor, requireRole } from '#server/auth/actor.ts';
import { db } from '#server/db/client.ts';
import { notFound } from '#server/errors.ts';
import { clusterDto, clusterInclude } from './cluster-dto.ts';

/** @throws ProblemError `not_found` */
export async function getCluster(actor: Actor, id: string) {
  requireRole(actor, 'viewer');
  const row = await db.cluster.findUnique({ where: { id }, include: clusterInclude });
  if (!row) throw notFound('cluster', id);
  return clusterDto(row);
}
