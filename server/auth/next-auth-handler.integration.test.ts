import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addPerson, type Door, jsonOf, openDoor } from '#test/door.ts';
import { ORIGIN, signInBrowser } from '#test/sign-in-browser.ts';
import { handleNextAuth } from './next-auth-handler.ts';
import { hashPassword } from './password.ts';
import { sessionCookieName } from './session-token.ts';

const PASSWORD = 'a long enough one';

let door: Door;
beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door.close());

/** A browser, and what the API thinks of it. */
function browser() {
  const made = signInBrowser();
  return { ...made, me: () => door.call('GET', '/me', { as: null, headers: { cookie: made.session() } }) };
}

const person = async () => {
  const added = await addPerson('operator');
  await door.db.user.update({ where: { id: added.id }, data: { passwordHash: await hashPassword(PASSWORD) } });
  return added;
};

describe('the sign-in', () => {
  it('opens a session that the API knows, in a cookie no script reads', async () => {
    const [ada, visitor] = [await person(), browser()];
    const response = await visitor.signIn(ada.email, PASSWORD);
    expect(response.status).toBe(200);
    const cookie = response.headers.getSetCookie().find((text) => text.startsWith(sessionCookieName())) ?? '';
    expect(cookie).toContain('HttpOnly');
    expect(cookie).toContain('SameSite=Lax');
    expect(await jsonOf(await visitor.me())).toMatchObject({ id: ada.id, role: 'operator' });
  });

  it('tells in a session cookie neither name nor address', async () => {
    const [ada, visitor] = [await person(), browser()];
    await visitor.signIn(ada.email, PASSWORD);
    const { decode } = await import('next-auth/jwt');
    const { sessionSecret } = await import('./session-token.ts');
    const claims = await decode({ token: visitor.session().split('=')[1] ?? '', secret: sessionSecret() });
    expect(Object.keys(claims ?? {}).sort()).toEqual(['credential', 'exp', 'iat', 'jti', 'sub']);
  });

  it('answers 401 for a wrong password, and opens nothing', async () => {
    const [ada, visitor] = [await person(), browser()];
    const response = await visitor.signIn(ada.email, 'wrong');
    expect(response.status).toBe(401);
    expect((await jsonOf<{ url: string }>(response)).url).toContain('error=CredentialsSignin');
    expect((await visitor.me()).status).toBe(401);
  });

  it('answers 429 with the time to wait after too many', async () => {
    const [ada, visitor] = [await person(), browser()];
    for (let n = 0; n < 10; n++) await visitor.signIn(ada.email, 'wrong');
    const response = await visitor.signIn(ada.email, PASSWORD);
    expect(response.status).toBe(429);
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(200);
    expect((await jsonOf<{ url: string }>(response)).url).toMatch(/error=rate_limited%3A\d+/);
    expect((await visitor.me()).status).toBe(401);
  });

  it('needs the token that only our own page has', async () => {
    const [ada, visitor] = [await person(), browser()];
    await visitor.go('/api/auth/callback/password', {
      csrfToken: 'forged',
      email: ada.email,
      password: PASSWORD,
      json: 'true',
    });
    expect((await visitor.me()).status).toBe(401);
  });

  it('sends nobody to another site', async () => {
    const [ada, visitor] = [await person(), browser()];
    const response = await visitor.signIn(ada.email, PASSWORD, 'https://evil.example/');
    expect(new URL((await jsonOf<{ url: string }>(response)).url).origin).toBe(ORIGIN);
  });

  it('ends with a sign-out, which is on the record', async () => {
    const [ada, visitor] = [await person(), browser()];
    await visitor.signIn(ada.email, PASSWORD);
    const response = await visitor.go('/api/auth/signout', { csrfToken: await visitor.csrfToken(), json: 'true' });
    expect(response.status).toBe(200);
    expect((await visitor.me()).status).toBe(401);
    const events = await door.db.auditEvent.findMany({
      where: { actorId: ada.id, phase: 'end' },
      orderBy: { id: 'asc' },
    });
    expect(events.map(({ action, outcome }) => `${action} ${outcome}`)).toEqual([
      'session.create done',
      'session.delete done',
    ]);
  });

  it('takes no large form, and breaks on no odd request', async () => {
    const visitor = browser();
    expect((await visitor.go('/api/auth/callback/password', { password: 'x'.repeat(20_000) })).status).toBe(413);
    for (const path of [
      '/api/auth/',
      '/api/auth/nothing',
      '/api/auth/_log',
      '/api/auth/callback/nothing',
      '/api/auth/session',
      '/api/auth/providers',
      '/api/auth/error?error=x',
    ])
      expect((await visitor.go(path)).status, path).toBeLessThan(500);
    const bad = { method: 'POST', headers: { 'content-type': 'application/json', 'content-length': '1' }, body: '{' };
    expect((await handleNextAuth(new Request(`${ORIGIN}/api/auth/session`, bad))).status).toBe(400);
  });
});
