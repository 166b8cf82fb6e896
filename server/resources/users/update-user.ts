import type { Role } from '#contract/api/endpoint.ts';
import { type Actor, requireRole } from '#server/auth/actor.ts';
import { hashPassword } from '#server/auth/password.ts';
import { type Db, db } from '#server/db/client.ts';
import { notFound, ProblemError } from '#server/errors.ts';
import { userDto } from './user-dto.ts';

type Change = {
  name?: string | undefined;
  role?: Role | undefined;
  disabled?: boolean | undefined;
  password?: string | undefined;
};

/** Takes effect with the account's next request; a new password ends its sessions. @throws ProblemError `not_found`, `conflict` */
export async function updateUser(actor: Actor, id: string, { password, ...change }: Change) {
  requireRole(actor, 'admin');
  const secret = password === undefined ? {} : { passwordHash: await hashPassword(password) };
  const losesAdmin = change.disabled === true || (change.role !== undefined && change.role !== 'admin');
  if (losesAdmin && id === actor.userId)
    throw new ProblemError('conflict', 'You would shut yourself out.', { remedy: 'Let another admin do it.' });
  return db.$transaction(async (tx) => {
    // Two admins who demote each other at the same moment would leave none: one waits for the other.
    if (losesAdmin) await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('last admin'))`;
    if (!(await tx.user.findUnique({ where: { id } }))) throw notFound('user', id);
    if (losesAdmin) await requireAnotherAdmin(tx, id);
    return userDto(await tx.user.update({ where: { id }, data: defined({ ...change, ...secret }) }));
  });
}

/** An optional field that was not sent is not there at all. */
function defined<T extends object>(change: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as never;
}

async function requireAnotherAdmin(tx: Db, id: string): Promise<void> {
  if ((await tx.user.count({ where: { role: 'admin', disabled: false, id: { not: id } } })) > 0) return;
  throw new ProblemError('conflict', 'This is the last admin.', { remedy: 'Make another account an admin first.' });
}
