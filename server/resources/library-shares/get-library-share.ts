import { type Actor, requireRole } from '#server/auth/actor.ts';
import { db } from '#server/db/client.ts';
import { notFound } from '#server/errors.ts';
import { libraryShareDto, libraryShareInclude } from './library-share-dto.ts';

/** @throws ProblemError `not_found` */
export async function getLibraryShare(actor: Actor, id: string) {
  requireRole(actor, 'viewer');
  const row = await db.libraryShare.findUnique({ where: { id }, include: libraryShareInclude });
  if (!row) throw notFound('library share', id);
  return libraryShareDto(row);
}
