import type { NextAuthOptions } from 'next-auth';
import { db } from '#server/db/client.ts';
import { env } from '#server/env.ts';
import { asProblem } from '#server/errors.ts';
import { log } from '#server/log.ts';
import { auditSignIn } from './audit-sign-in.ts';
import { clientAddress } from './client-address.ts';
import { admitOidcAccount, oidcSubjectOf } from './oidc-account.ts';
import { credentialMark, SESSION_SECONDS, secureCookies, sessionCookieName, sessionSecret } from './session-token.ts';
import { signInWithPassword } from './sign-in.ts';

type Providers = NextAuthOptions['providers'];

const password: Providers[number] = {
  id: 'password',
  name: 'Password',
  type: 'credentials',
  credentials: { email: {}, password: { type: 'password' } },
  async authorize(sent, request) {
    const headers = new Headers(request.headers as Record<string, string>);
    try {
      return await signInWithPassword(String(sent?.email ?? ''), String(sent?.password ?? ''), clientAddress(headers));
    } catch (error) {
      // All that crosses to the page is a message; the code and the wait are what it turns into words.
      const { code, options } = asProblem(error);
      throw new Error([code, options.headers?.['retry-after']].filter(Boolean).join(':'));
    }
  },
};

const oidcProvider = (oidc: NonNullable<typeof env.oidc>): Providers[number] => ({
  id: 'oidc',
  name: 'Single sign-on',
  type: 'oauth',
  wellKnown: `${oidc.issuer}/.well-known/openid-configuration`,
  clientId: oidc.clientId,
  clientSecret: oidc.clientSecret,
  idToken: true,
  // The library's own 3.5 s is less than some providers take for a first answer.
  httpOptions: { timeout: 15_000 },
  checks: ['pkce', 'state', 'nonce'],
  authorization: { params: { scope: oidc.scope } },
  profile: (profile: { sub: string }) => ({ id: profile.sub }),
});

/** The user row behind a fresh sign-in, whichever way it came. */
function userOfSignIn(provider: string, id: string) {
  const where = provider === 'oidc' && env.oidc ? { oidcSubject: oidcSubjectOf(id, env.oidc) } : { id };
  return db.user.findUnique({ where });
}

const callbacks: NextAuthOptions['callbacks'] = {
  async signIn({ account, profile }) {
    if (account?.provider !== 'oidc' || !env.oidc) return true;
    const refused = await admitOidcAccount((profile ?? {}) as Record<string, unknown>, env.oidc);
    return refused === null || `/sign-in?error=${refused}`;
  },
  /** The cookie holds an id and a mark of the credential; name, role and address are read from the database each time. */
  async jwt({ token, user, account }) {
    if (!account) return token;
    const row = await userOfSignIn(account.provider, account.providerAccountId ?? user.id);
    if (!row) throw new Error('AccessDenied');
    return { sub: row.id, credential: credentialMark(row) };
  },
  session: ({ session }) => ({ expires: session.expires }),
};

/** next-auth for this installation; made per call, since the environment is read at first use. */
export function authOptions(): NextAuthOptions {
  const secure = secureCookies();
  return {
    providers: env.oidc ? [password, oidcProvider(env.oidc)] : [password],
    secret: sessionSecret(),
    session: { strategy: 'jwt', maxAge: SESSION_SECONDS },
    pages: { signIn: '/sign-in', error: '/sign-in' },
    useSecureCookies: secure,
    cookies: {
      sessionToken: { name: sessionCookieName(), options: { httpOnly: true, sameSite: 'lax', path: '/', secure } },
    },
    callbacks,
    events: {
      signOut: async ({ token }) => {
        const user = token?.sub ? await db.user.findUnique({ where: { id: token.sub } }) : null;
        if (user) await auditSignIn('session.delete', { userId: user.id, name: user.name }, 'done', {});
      },
    },
    logger: {
      error: (code, metadata) => log.warn({ code, err: metadata instanceof Error ? metadata : undefined }, 'sign-in'),
      warn: (code) => log.debug({ code }, 'sign-in'),
      debug: () => {},
    },
  };
}
