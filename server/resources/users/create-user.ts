import type { Role } from '#contract/api/endpoint.ts';
import { type Actor, requireRole } from '#server/auth/actor.ts';
import { hashPassword } from '#server/auth/password.ts';
import { db } from '#server/db/client.ts';
import { ProblemError } from '#server/errors.ts';
import { userDto } from './user-dto.ts';

type NewUser = { email: string; name: string; role: Role; password?: string | undefined };

/** Without a password the account can sign in through the identity provider alone. @throws ProblemError `conflict` */
export async function createUser(actor: Actor, { email, name, role, password }: NewUser) {
  requireRole(actor, 'admin');
  const taken = new ProblemError('conflict', `There is an account for ${email} already.`, {
    remedy: 'Change that account, or use another address.',
  });
  if (await db.user.findUnique({ where: { email } })) throw taken;
  const passwordHash = password === undefined ? null : await hashPassword(password);
  return userDto(await db.user.create({ data: { email, name, role, passwordHash } }));
}
