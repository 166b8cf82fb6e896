import type { Actor } from '#server/auth/actor.ts';
import { db } from '#server/db/client.ts';
import { notFound } from '#server/errors.ts';
import { tokenDto, tokenInclude } from './token-dto.ts';
import { visibleTokens } from './visible-tokens.ts';

/** @throws ProblemError `not_found`, also for another person's: whether it exists is theirs to know. */
export async function getToken(actor: Actor, id: string) {
  const token = await db.token.findFirst({ where: { id, ...visibleTokens(actor) }, include: tokenInclude });
  if (!token) throw notFound('token', id);
  return tokenDto(token);
}
