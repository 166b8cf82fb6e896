import { encode } from 'next-auth/jwt';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { addPerson, type Door, jsonOf, openDoor, type Person } from '#test/door.ts';
import { credentialMark, sessionCookieName, sessionSecret } from './session-token.ts';
import { hashToken, newToken } from './token-format.ts';

let door: Door;
beforeAll(async () => {
  door = await openDoor();
});
afterEach(() => void vi.useRealTimers());
afterAll(() => door.close());

const codeOf = async (response: Response) => `${response.status} ${(await jsonOf<{ code: string }>(response)).code}`;

describe('an API token', () => {
  it('speaks for its owner, and notes when it was used', async () => {
    const me = await jsonOf(await door.call('GET', '/me', { as: door.people.operator }));
    expect(me).toMatchObject({ id: door.people.operator.id, email: door.people.operator.email, role: 'operator' });
    const token = await door.db.token.findUniqueOrThrow({ where: { id: door.people.operator.tokenId } });
    expect(token.lastUsedAt).not.toBeNull();
  });

  it('can do no more than its own role, nor than its owner', async () => {
    const admin = await addPerson('admin');
    await door.db.token.update({ where: { id: admin.tokenId }, data: { role: 'viewer' } });
    expect(await codeOf(await door.call('GET', '/users', { as: admin }))).toBe('403 forbidden');
    const demoted = await addPerson('admin');
    await door.db.user.update({ where: { id: demoted.id }, data: { role: 'viewer' } });
    expect(await codeOf(await door.call('GET', '/users', { as: demoted }))).toBe('403 forbidden');
  });

  it('stops working when it expires, is revoked, or its owner is disabled', async () => {
    const person = await addPerson('admin');
    const change = (data: object) => door.db.token.update({ where: { id: person.tokenId }, data });
    await change({ expiresAt: new Date(Date.now() - 1000) });
    expect(await codeOf(await door.call('GET', '/me', { as: person }))).toBe('401 token_expired');
    await change({ expiresAt: new Date(Date.now() + 3_600_000) });
    expect((await door.call('GET', '/me', { as: person })).status).toBe(200);
    await change({ revokedAt: new Date() });
    expect(await codeOf(await door.call('GET', '/me', { as: person }))).toBe('401 token_revoked');
    await change({ revokedAt: null });
    await door.db.user.update({ where: { id: person.id }, data: { disabled: true } });
    expect(await codeOf(await door.call('GET', '/me', { as: person }))).toBe('401 unauthenticated');
  });

  it.each([3_600_000, -3_600_000])('expires by the clock of the database, not by ours, %i ms off', async (offMs) => {
    const person = await addPerson('viewer');
    const expires = (inMs: number) =>
      door.db.token.update({ where: { id: person.tokenId }, data: { expiresAt: new Date(Date.now() + inMs) } });
    await expires(offMs / 2);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + offMs });
    const response = await door.call('GET', '/me', { as: person });
    vi.useRealTimers();
    expect(response.status).toBe(offMs > 0 ? 200 : 401);
  });

  it('is stored as a hash alone', async () => {
    const rows = await door.db.$queryRaw<{ row: string }[]>`SELECT to_jsonb(t)::text AS row FROM "Token" t`;
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.some(({ row }) => row.includes(door.people.admin.token))).toBe(false);
    expect(rows.some(({ row }) => row.includes(hashToken(door.people.admin.token)))).toBe(true);
  });

  it('that is guessed is answered with 429 after a while, while right ones still pass', async () => {
    const headers = { 'x-forwarded-for': '192.0.2.66' };
    const guess = () => door.call('GET', '/me', { as: { ...door.people.viewer, token: newToken().token }, headers });
    const answers = [];
    for (let n = 0; n < 61; n++) answers.push(await guess());
    expect(answers.slice(0, 60).map(({ status }) => status)).toEqual(Array(60).fill(401));
    const limited = answers[60] as Response;
    expect(Number(limited.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await codeOf(limited)).toBe('429 rate_limited');
    expect((await door.call('GET', '/me', { headers })).status).toBe(200);
  });
});

describe('a session', () => {
  const cookieOf = async (person: Person, claims: object = {}) => {
    const user = await door.db.user.findUniqueOrThrow({ where: { id: person.id } });
    const token = { sub: user.id, credential: credentialMark(user), ...claims };
    return `${sessionCookieName()}=${await encode({ token, secret: sessionSecret() })}`;
  };
  const read = (cookie: string) => door.call('GET', '/me', { as: null, headers: { cookie } });
  const write = (cookie: string, headers: Partial<Record<'origin' | 'sec-fetch-site', string>>) =>
    door.call('PUT', '/drafts/clone-vms', {
      as: null,
      body: { content: { count: 5 } },
      headers: { cookie, host: 'heddle.example', ...headers },
    });

  it('speaks for whoever signed in', async () => {
    expect(await jsonOf(await read(await cookieOf(door.people.viewer)))).toMatchObject({ id: door.people.viewer.id });
  });

  it('ends when the account is disabled, gets another password, or is gone', async () => {
    const person = await addPerson('viewer');
    const cookie = await cookieOf(person);
    const change = (data: object) => door.db.user.update({ where: { id: person.id }, data });
    await change({ disabled: true });
    expect(await codeOf(await read(cookie))).toBe('401 unauthenticated');
    await change({ disabled: false });
    expect((await read(cookie)).status).toBe(200);
    await change({ passwordHash: 'another' });
    expect(await codeOf(await read(cookie))).toBe('401 unauthenticated');
    await door.db.user.delete({ where: { id: person.id } });
    expect(await codeOf(await read(cookie))).toBe('401 unauthenticated');
  });

  it('is none of ours when it was sealed with another secret, expired, or is no token at all', async () => {
    const token = { sub: door.people.admin.id, credential: 'x' };
    const name = sessionCookieName();
    for (const value of [
      await encode({ token, secret: 'another' }),
      await encode({ token, secret: sessionSecret(), maxAge: -60 }),
      'x',
      '',
      '%00',
    ])
      expect(await codeOf(await read(`${name}=${value}`))).toBe('401 unauthenticated');
  });

  it('writes from pages of the console alone', async () => {
    const cookie = await cookieOf(door.people.viewer);
    for (const ours of [
      { 'sec-fetch-site': 'same-origin' },
      { origin: 'http://heddle.example' },
      { origin: 'https://heddle.example' },
    ])
      expect((await write(cookie, ours)).status, JSON.stringify(ours)).toBe(200);
    for (const theirs of [
      {},
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { 'sec-fetch-site': 'none' },
      { 'sec-fetch-site': 'cross-site', origin: 'http://heddle.example' },
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin: 'http://heddle.example.evil.example' },
    ])
      expect(await codeOf(await write(cookie, theirs)), JSON.stringify(theirs)).toBe('403 forbidden');
  });

  it('sends JSON, which no foreign form can', async () => {
    const cookie = await cookieOf(door.people.viewer);
    const headers = { cookie, 'sec-fetch-site': 'same-origin', 'content-type': 'text/plain' };
    expect(
      await codeOf(await door.call('PUT', '/drafts/clone-vms', { as: null, body: { content: null }, headers })),
    ).toBe('415 unsupported_media_type');
  });
});
