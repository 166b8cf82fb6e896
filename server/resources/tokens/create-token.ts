import type { Role } from '#contract/api/endpoint.ts';
import { type Actor, hasRole } from '#server/auth/actor.ts';
import { hashToken, newToken } from '#server/auth/token-format.ts';
import { db } from '#server/db/client.ts';
import { databaseNow } from '#server/db/database-clock.ts';
import { ProblemError } from '#server/errors.ts';
import { tokenDto, tokenInclude } from './token-dto.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
type NewToken = { name: string; role: Role; expiresInDays: number | null };

/** The answer is the only place where the token itself ever stands. @throws ProblemError `forbidden` for a role above one's own. */
export async function createToken(actor: Actor, { name, role, expiresInDays }: NewToken) {
  if (!hasRole(actor, role))
    throw new ProblemError(
      'forbidden',
      `A token cannot do more than you: you are ${actor.role}, it would be ${role}.`,
      {
        remedy: `Ask for ${actor.role} or less.`,
      },
    );
  const { token, prefix } = newToken();
  const expiresAt = expiresInDays === null ? null : new Date(databaseNow().getTime() + expiresInDays * DAY_MS);
  const made = await db.token.create({
    data: { userId: actor.userId, name, role, prefix, hash: hashToken(token), expiresAt },
    include: tokenInclude,
  });
  return { ...tokenDto(made), token };
}
