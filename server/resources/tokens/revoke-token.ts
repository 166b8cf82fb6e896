import type { Actor } from '#server/auth/actor.ts';
import { db } from '#server/db/client.ts';
import { databaseNow } from '#server/db/database-clock.ts';
import { notFound } from '#server/errors.ts';
import { visibleTokens } from './visible-tokens.ts';

/** The next request with it is refused. It stays in the list, so that the record can name it. @throws ProblemError `not_found` */
export async function revokeToken(actor: Actor, id: string): Promise<null> {
  const token = await db.token.findFirst({ where: { id, ...visibleTokens(actor) } });
  if (!token) throw notFound('token', id);
  if (!token.revokedAt) await db.token.update({ where: { id }, data: { revokedAt: databaseNow() } });
  return null;
}
