import { NextRequest } from 'next/server';
import { encode } from 'next-auth/jwt';
import { beforeAll, describe, expect, it } from 'vitest';
import { sessionCookieName, sessionSecret } from '#server/auth/session-token.ts';
import { forgetEnv } from '#server/env.ts';
import { config, proxy } from './proxy.ts';

beforeAll(() => {
  process.env.HEDDLE_SESSION_SECRET = 'a secret of the tests that is long enough';
  forgetEnv();
});

const ORIGIN = 'http://127.0.0.1:3000';
const ask = (path: string, cookie = '') => proxy(new NextRequest(ORIGIN + path, { headers: { cookie } }));
const session = async (sub: string, secret = sessionSecret()) =>
  `${sessionCookieName()}=${await encode({ token: { sub, credential: 'x' }, secret })}`;
const someone = '0190a000-0000-7000-8000-000000000000';

describe('before a page', () => {
  it('visitors without a session are shown the way to sign in, and back', async () => {
    // Next makes the address relative before it leaves the machine.
    const location = async (path: string, cookie?: string) => {
      const { pathname, search } = new URL((await ask(path, cookie)).headers.get('location') ?? '');
      return pathname + search;
    };
    expect(await location('/')).toBe('/sign-in');
    expect(await location('/vms?sort=name&filter=a')).toBe(
      `/sign-in?callbackUrl=${encodeURIComponent('/vms?sort=name&filter=a')}`,
    );
    expect(await location('/vms', await session(someone, 'another secret'))).toContain('/sign-in');
    expect(await location('/vms', `${sessionCookieName()}=x`)).toContain('/sign-in');
  });

  it('whoever has a session passes, and so does everyone to the sign-in and the documentation', async () => {
    for (const [path, cookie] of [
      ['/vms', await session(someone)],
      ['/sign-in', ''],
      ['/docs/api', ''],
    ] as const) {
      const response = await ask(path, cookie);
      expect(response.headers.get('location'), path).toBeNull();
      expect(response.headers.get('x-middleware-next'), path).toBe('1');
    }
  });

  it('every page has a policy with a nonce of its own, which the page gets to know', async () => {
    const [one, other] = [await ask('/sign-in'), await ask('/sign-in')];
    const policy = one.headers.get('content-security-policy') ?? '';
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? '';
    expect(Buffer.from(nonce, 'base64')).toHaveLength(16);
    expect(one.headers.get('x-middleware-request-x-nonce')).toBe(nonce);
    expect(one.headers.get('x-middleware-request-content-security-policy')).toBe(policy);
    expect(other.headers.get('content-security-policy')).not.toBe(policy);
    const scripts = policy.split('; ').find((part) => part.startsWith('script-src')) ?? '';
    expect(scripts).toContain("'strict-dynamic'");
    expect(scripts).not.toContain("'unsafe-inline'");
    for (const part of ["object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"])
      expect(policy).toContain(part);
  });

  it('is also said where a visitor is sent away', async () => {
    const { headers } = await ask('/vms');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toContain("default-src 'self'");
  });
});

it('stands before pages alone', () => {
  const matches = (path: string) => new RegExp(`^${config.matcher[0]}$`).test(path);
  for (const page of ['/', '/vms', '/storage/luns/7', '/sign-in', '/docs/api']) expect(matches(page), page).toBe(true);
  for (const other of ['/api/v1/luns', '/api/auth/csrf', '/_next/static/x.js', '/favicon.svg', '/logo.svg'])
    expect(matches(other), other).toBe(false);
});
