import { parse } from 'hono/utils/cookie';
import { db, pool } from '#server/db/client.ts';
import { databaseNow, databaseTime } from '#server/db/database-clock.ts';
import { ProblemError } from '#server/errors.ts';
import { perProcess } from '#server/per-process.ts';
import { type Actor, isRole, lowerRole } from './actor.ts';
import { clientAddress } from './client-address.ts';
import { createFailureLimit } from './failure-limit.ts';
import { credentialMark, readSessionToken, sessionCookieName } from './session-token.ts';
import { hashToken, isTokenShaped } from './token-format.ts';

export type Authenticated = { actor: Actor; by: 'session' | 'token' };

/** Wrong tokens per address and minute before the answer is 429; right ones always pass. */
const TOKEN_FAILURES = 60;
const tokenFailures = perProcess('token-failures', () => createFailureLimit(TOKEN_FAILURES, 60_000));
const USE_NOTED_EVERY_MS = 60_000;

const unauthenticated = (detail: string): ProblemError =>
  new ProblemError('unauthenticated', detail, {
    remedy: 'Sign in, or send an API token as Authorization: Bearer hdl_….',
    headers: { 'www-authenticate': 'Bearer realm="heddle"' },
  });

/** @throws ProblemError `unauthenticated`, `token_expired`, `token_revoked` or `rate_limited`. */
export async function authenticate(request: Request): Promise<Authenticated> {
  const header = request.headers.get('authorization');
  if (header !== null) return { actor: await actorOfBearer(header, clientAddress(request.headers)), by: 'token' };
  const name = sessionCookieName();
  const actor = await actorOfSession(parse(request.headers.get('cookie') ?? '', name)[name]);
  if (!actor) throw unauthenticated('There is no session and no token.');
  return { actor, by: 'session' };
}

/** The account is read each time: disabling it, changing its role or its password works at once. */
export async function actorOfSession(token: string | undefined): Promise<Actor | null> {
  const claims = await readSessionToken(token);
  if (!claims) return null;
  const user = await db.user.findUnique({ where: { id: claims.sub } });
  if (!user || user.disabled || !isRole(user.role) || credentialMark(user) !== claims.credential) return null;
  return { userId: user.id, name: user.name, role: user.role, tokenId: null };
}

async function actorOfBearer(header: string, address: string): Promise<Actor> {
  const token = /^Bearer +(\S+)$/i.exec(header)?.[1] ?? '';
  try {
    return await actorOfToken(token);
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    const blockedMs = tokenFailures.blockedMs(address);
    if (blockedMs > 0) throw tooMany('Too many requests with wrong tokens came from your address.', blockedMs);
    tokenFailures.failed(address);
    throw error;
  }
}

export const tooMany = (detail: string, blockedMs: number): ProblemError => {
  const seconds = Math.max(1, Math.ceil(blockedMs / 1000));
  return new ProblemError('rate_limited', detail, {
    remedy: `Try again in ${seconds} seconds.`,
    headers: { 'retry-after': String(seconds) },
  });
};

async function actorOfToken(text: string): Promise<Actor> {
  const wrong = unauthenticated('The token is not one of this installation.');
  if (!isTokenShaped(text)) throw wrong;
  const token = await db.token.findUnique({ where: { hash: hashToken(text) }, include: { user: true } });
  if (!token || token.user.disabled || !isRole(token.role) || !isRole(token.user.role)) throw wrong;
  const remedy = 'Create a new token under Settings, or with POST /api/v1/tokens.';
  if (token.revokedAt) throw new ProblemError('token_revoked', `The token ${token.prefix}… was revoked.`, { remedy });
  if (token.expiresAt && token.expiresAt <= (await databaseTime(pool)))
    throw new ProblemError('token_expired', `The token ${token.prefix}… expired on ${token.expiresAt.toISOString()}.`, {
      remedy,
    });
  const now = databaseNow();
  if (!token.lastUsedAt || now.getTime() - token.lastUsedAt.getTime() > USE_NOTED_EVERY_MS)
    await db.token.updateMany({ where: { id: token.id }, data: { lastUsedAt: now } });
  return {
    userId: token.userId,
    name: token.user.name,
    role: lowerRole(token.role, token.user.role),
    tokenId: token.id,
  };
}
