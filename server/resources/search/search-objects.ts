import { type Actor, requireRole } from '#server/auth/actor.ts';
import { findFabric } from './find-fabric.ts';
import { findMachines } from './find-machines.ts';
import { findOwners } from './find-owners.ts';
import { type Hit, rankHits } from './rank-hits.ts';

/** Objects by name, unique id or IQN, wherever the text occurs in it. */
export async function searchObjects(actor: Actor, query: string): Promise<{ hits: Hit[] }> {
  requireRole(actor, 'viewer');
  // LIKE's own characters stand for themselves.
  const literal = query.replace(/[\\%_]/g, '\\$&');
  const text = { contains: literal, mode: 'insensitive' as const };
  const found = await Promise.all([findFabric(text), findMachines(text), findOwners(`%${literal}%`)]);
  return { hits: rankHits(found.flat(), query) };
}
