import { afterAll, beforeAll, expect, it } from 'vitest';
import { forgetEnv } from '#server/env.ts';
import { type Door, jsonOf, openDoor } from '#test/door.ts';
import { startIdentityProvider } from '#test/identity-provider.ts';
import { signInBrowser } from '#test/sign-in-browser.ts';

let door: Door;
let provider: Awaited<ReturnType<typeof startIdentityProvider>>;
beforeAll(async () => {
  provider = await startIdentityProvider('heddle');
  const oidc = {
    OIDC_ISSUER: provider.issuer,
    OIDC_CLIENT_ID: 'heddle',
    OIDC_CLIENT_SECRET: 'secret',
    HEDDLE_OIDC_OPERATOR_GROUP: 'fabric',
  };
  Object.assign(process.env, oidc);
  door = await openDoor();
  forgetEnv();
});
afterAll(async () => {
  await provider.stop();
  await door.close();
});

/** Goes to the provider and comes back with what it says about the person; answers the last response and the session's /me. */
async function visit(claims: object, meddle: (callback: URLSearchParams) => void = () => {}) {
  const { go, csrfToken, session } = signInBrowser();
  const form = { csrfToken: await csrfToken(), json: 'true' };
  const { url } = await jsonOf<{ url: string }>(await go('/api/auth/signin/oidc', form));
  expect(url.startsWith(`${provider.issuer}/authorize?`)).toBe(true);
  const callback = provider.approve(url, claims);
  meddle(callback);
  const response = await go(`/api/auth/callback/oidc?${callback}`);
  const headers = { cookie: session() };
  return { to: response.headers.get('location') ?? '', me: await door.call('GET', '/me', { as: null, headers }) };
}

it('opens a session with the role of the provider’s groups', async () => {
  const { me } = await visit({ sub: 'g1', email: 'grace@example.org', name: 'Grace', groups: ['fabric'] });
  expect(await jsonOf(me)).toMatchObject({ email: 'grace@example.org', name: 'Grace', role: 'operator' });
});

it('knows the person again, and follows the groups', async () => {
  const { me } = await visit({ sub: 'g1', email: 'grace@example.org', groups: [] });
  expect(await jsonOf(me)).toMatchObject({ email: 'grace@example.org', role: 'viewer' });
  expect(await door.db.user.count({ where: { email: 'grace@example.org' } })).toBe(1);
});

it('lets a disabled account not in, and says so', async () => {
  await door.db.user.updateMany({ where: { email: 'grace@example.org' }, data: { disabled: true } });
  const { to, me } = await visit({ sub: 'g1', email: 'grace@example.org' });
  expect(to).toContain('/sign-in?error=AccessDenied');
  expect(me.status).toBe(401);
});

it('refuses an answer that belongs to another sign-in', async () => {
  const state = await visit({ sub: 'g2', email: 'g2@example.org' }, (callback) => callback.set('state', 'another'));
  expect(state.me.status).toBe(401);
  const nonce = await visit({ sub: 'g2', email: 'g2@example.org', nonce: 'another' });
  expect(nonce.me.status).toBe(401);
  expect(await door.db.user.count({ where: { email: 'g2@example.org' } })).toBe(0);
});
