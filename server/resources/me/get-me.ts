import type { Actor } from '#server/auth/actor.ts';
import { db } from '#server/db/client.ts';
import { notFound } from '#server/errors.ts';

/** Who asks, with the role that counts: through a token that may be less than the account's. */
export async function getMe(actor: Actor) {
  const user = await db.user.findUnique({ where: { id: actor.userId }, select: { email: true } });
  if (!user) throw notFound('user', actor.userId);
  return { id: actor.userId, email: user.email, name: actor.name, role: actor.role };
}
