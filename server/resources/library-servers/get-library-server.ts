import { type Actor, requireRole } from '#server/auth/actor.ts';
import { db } from '#server/db/client.ts';
import { notFound } from '#server/errors.ts';
import { libraryServerDto, libraryServerInclude } from './library-server-dto.ts';

/** @throws ProblemError `not_found` */
export async function getLibraryServer(actor: Actor, id: string) {
  requireRole(actor, 'viewer');
  const row = await db.libraryServer.findUnique({ where: { id }, include: libraryServerInclude });
  if (!row) throw notFound('library server', id);
  return libraryServerDto(row);
}
