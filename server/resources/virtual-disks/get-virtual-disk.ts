import { type Actor, requireRole } from '#server/auth/actor.ts';
import { db } from '#server/db/client.ts';
import { notFound } from '#server/errors.ts';
import { virtualDiskDtos, virtualDiskInclude } from './virtual-disk-dto.ts';

/** @throws ProblemError `not_found` */
export async function getVirtualDisk(actor: Actor, id: string) {
  requireRole(actor, 'viewer');
  const row = await db.virtualDisk.findUnique({ where: { id }, include: virtualDiskInclude });
  const [dto] = row ? await virtualDiskDtos([row]) : [];
  if (!dto) throw notFound('virtual disk', id);
  return dto;
}
