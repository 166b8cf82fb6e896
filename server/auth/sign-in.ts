import { db } from '#server/db/client.ts';
import { databaseNow } from '#server/db/database-clock.ts';
import { perProcess } from '#server/per-process.ts';
import { auditSignIn } from './audit-sign-in.ts';
import { tooMany } from './authenticate.ts';
import { createFailureLimit } from './failure-limit.ts';
import { verifyPassword } from './password.ts';

const WINDOW_MS = 5 * 60_000;
/** Wrong passwords per account and per address within the window. The account's limit is what stops guessing; the address's slows a walk over accounts. */
const limits = perProcess('sign-in-limits', () => ({
  byAccount: createFailureLimit(10, WINDOW_MS),
  byAddress: createFailureLimit(50, WINDOW_MS),
}));

export type SignedIn = { id: string; name: string; email: string };

/**
 * Checks an address and a password; unknown, disabled and wrong are one answer (null) and take the same time.
 * @throws ProblemError `rate_limited`, even for the right password, after too many wrong ones.
 */
export async function signInWithPassword(email: string, password: string, address: string): Promise<SignedIn | null> {
  const account = email.trim().toLowerCase().slice(0, 254);
  const blockedMs = Math.max(limits.byAccount.blockedMs(account), limits.byAddress.blockedMs(address));
  if (blockedMs > 0) throw tooMany('There were too many attempts to sign in.', blockedMs);
  const user = await db.user.findUnique({ where: { email: account } });
  const right = await verifyPassword(user?.passwordHash ?? null, password.slice(0, 200));
  if (!user || !right || user.disabled) {
    limits.byAccount.failed(account);
    limits.byAddress.failed(address);
    await auditSignIn('session.create', { userId: user?.id ?? null, name: account }, 'refused', {
      by: 'password',
      address,
    });
    return null;
  }
  limits.byAccount.forget(account);
  await db.user.update({ where: { id: user.id }, data: { lastSignInAt: databaseNow() } });
  await auditSignIn('session.create', { userId: user.id, name: user.name }, 'done', { by: 'password', address });
  return { id: user.id, name: user.name, email: user.email };
}
