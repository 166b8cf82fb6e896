import { z } from 'zod';
import type { Role } from '#contract/api/endpoint.ts';
import { db } from '#server/db/client.ts';
import { databaseNow } from '#server/db/database-clock.ts';
import type { env } from '#server/env.ts';
import { auditSignIn } from './audit-sign-in.ts';

const Profile = z.object({
  sub: z.string().min(1),
  email: z.email().transform((email) => email.toLowerCase()),
  email_verified: z.boolean().optional(),
  name: z.string().min(1).optional(),
});
type Oidc = NonNullable<typeof env.oidc>;

/** The role that the provider's groups give; null where no group is mapped, so that roles are managed here. */
export function roleOfGroups(profile: Record<string, unknown>, oidc: Oidc): Role | null {
  if (!oidc.adminGroup && !oidc.operatorGroup) return null;
  const claim = profile[oidc.groupsClaim];
  const groups: unknown[] = Array.isArray(claim) ? claim : [claim];
  if (oidc.adminGroup && groups.includes(oidc.adminGroup)) return 'admin';
  return oidc.operatorGroup && groups.includes(oidc.operatorGroup) ? 'operator' : 'viewer';
}

export const oidcSubjectOf = (subject: string, oidc: Oidc): string => `${oidc.issuer}#${subject}`;

/**
 * Finds the provider's account here, or makes it at its first visit. One that has the same address already is taken
 * over only when the provider says that the address is verified.
 * @returns why not, as the sign-in page's error code, or null when the visitor may come in.
 */
export async function admitOidcAccount(raw: Record<string, unknown>, oidc: Oidc): Promise<string | null> {
  const read = Profile.safeParse(raw);
  if (!read.success) return 'OidcProfile';
  const { sub, email, name, email_verified } = read.data;
  const oidcSubject = oidcSubjectOf(sub, oidc);
  const role = roleOfGroups(raw, oidc);
  const known = await db.user.findFirst({
    where: { OR: [{ oidcSubject }, { email }] },
    orderBy: { oidcSubject: { sort: 'asc', nulls: 'last' } },
  });
  const visitor = { userId: known?.id ?? null, name: name ?? email };
  const refuse = async (why: string) => {
    await auditSignIn('session.create', visitor, 'refused', { by: 'oidc', why });
    return why;
  };
  if (known?.disabled) return refuse('AccessDenied');
  if (known && known.oidcSubject !== oidcSubject && (known.oidcSubject !== null || email_verified !== true))
    return refuse('OidcAddressTaken');
  const data = { oidcSubject, lastSignInAt: databaseNow(), ...(role ? { role } : {}) };
  const user = known
    ? await db.user.update({ where: { id: known.id }, data })
    : await db.user.create({ data: { role: 'viewer', ...data, email, name: name ?? email } });
  await auditSignIn('session.create', { userId: user.id, name: user.name }, 'done', { by: 'oidc', role: user.role });
  return null;
}
