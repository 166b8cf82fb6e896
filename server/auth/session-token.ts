import { createHash } from 'node:crypto';
import { decode } from 'next-auth/jwt';
import { z } from 'zod';
import { env } from '#server/env.ts';
import { derivedSecret } from '#server/keys/session-secret.ts';

export const SESSION_SECONDS = 12 * 60 * 60;

export const sessionSecret = (): string => derivedSecret('session');
export const secureCookies = (): boolean => env.url?.startsWith('https://') ?? false;
/** `__Host-`: no other host of the domain can set it. Browsers take that prefix under https alone. */
export const sessionCookieName = (): string => (secureCookies() ? '__Host-heddle.session' : 'heddle.session');

/** What a session says: whose it is, and which password (or account) it was opened with. Role and name are read anew. */
const Claims = z.object({ sub: z.uuid(), credential: z.string() });
export type SessionClaims = z.infer<typeof Claims>;

/** null for anything that this installation did not issue, or that is over. */
export async function readSessionToken(token: string | undefined): Promise<SessionClaims | null> {
  if (!token) return null;
  try {
    return Claims.parse(await decode({ token, secret: sessionSecret() }));
  } catch {
    return null;
  }
}

/** Changes with the password, so that a new password ends the sessions of the old one. */
export function credentialMark(user: { passwordHash: string | null; oidcSubject: string | null }): string {
  return createHash('sha256').update(`${user.passwordHash} ${user.oidcSubject}`).digest('base64url').slice(0, 16);
}
