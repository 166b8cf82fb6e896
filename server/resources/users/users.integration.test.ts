import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addPerson, type Door, jsonOf, openDoor } from '#test/door.ts';

let door: Door;
beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door.close());

const update = (id: string, body: object) => door.call('PATCH', `/users/${id}`, { body, headers: { 'if-match': '*' } });
const create = (body: object) => door.call('POST', '/users', { key: crypto.randomUUID(), body });

describe('accounts', () => {
  it('are created with an address in small letters, and shown without their password', async () => {
    const response = await create({
      email: 'Ada@Example.org',
      name: ' Ada ',
      role: 'operator',
      password: 'a long enough one',
    });
    expect(response.status).toBe(201);
    const ada = await jsonOf(response);
    expect(ada).toMatchObject({
      email: 'ada@example.org',
      name: 'Ada',
      role: 'operator',
      disabled: false,
      lastSignInAt: null,
    });
    expect(Object.keys(ada)).not.toContain('passwordHash');
    const row = await door.db.user.findUniqueOrThrow({ where: { email: 'ada@example.org' } });
    expect(row.passwordHash).toMatch(/^\$argon2id\$/);
    expect(await jsonOf(await create({ email: 'ADA@example.org', name: 'Other', role: 'viewer' }))).toMatchObject({
      code: 'conflict',
    });
  });

  it('change in what was sent alone', async () => {
    const person = await addPerson('viewer', 'Grace');
    expect(await jsonOf(await update(person.id, { role: 'operator' }))).toMatchObject({
      name: 'Grace',
      role: 'operator',
      disabled: false,
    });
    expect(await jsonOf(await update(person.id, {}))).toMatchObject({ name: 'Grace', role: 'operator' });
    expect((await update(crypto.randomUUID(), { name: 'x' })).status).toBe(404);
  });

  it('never lose their last admin', async () => {
    const { admin } = door.people;
    for (const body of [{ role: 'viewer' }, { disabled: true }])
      expect(await jsonOf(await update(admin.id, body))).toMatchObject({
        code: 'conflict',
        detail: 'You would shut yourself out.',
      });
    const [a, b] = [await addPerson('admin'), await addPerson('admin')];
    const demote = (as: typeof a, id: string) =>
      door.call('PATCH', `/users/${id}`, { as, body: { role: 'viewer' }, headers: { 'if-match': '*' } });
    await update(admin.id, { name: 'Root' });
    await demote(a, admin.id);
    await Promise.all([demote(a, b.id), demote(b, a.id)]);
    expect(await door.db.user.count({ where: { role: 'admin', disabled: false } })).toBe(1);
    await door.db.user.update({ where: { id: admin.id }, data: { role: 'admin' } });
  });

  it('are found by filter', async () => {
    const query = new URLSearchParams({ filter: 'email : "ADA@" AND disabled = false', sort: '-createdAt' });
    const { items, total } = await jsonOf<{ items: { email: string }[]; total: number }>(
      await door.call('GET', `/users?${query}`),
    );
    expect(items.map(({ email }) => email)).toEqual(['ada@example.org']);
    expect(total).toBe(1);
  });
});

describe('tokens', () => {
  const make = (as: typeof door.people.viewer, body: object) =>
    door.call('POST', '/tokens', { as, key: crypto.randomUUID(), body });

  it('are shown once, work, and end when they are revoked', async () => {
    const made = await jsonOf<{ id: string; token: string; prefix: string }>(
      await make(door.people.operator, { name: 'ci', role: 'viewer', expiresInDays: 30 }),
    );
    expect(made.token).toMatch(/^hdl_[0-9A-Za-z]{8}_[0-9A-Za-z]{43}_[0-9A-Za-z]{6}$/);
    expect(made.token.startsWith(`${made.prefix}_`)).toBe(true);
    const holder = { ...door.people.operator, token: made.token };
    expect(await jsonOf(await door.call('GET', '/me', { as: holder }))).toMatchObject({
      id: door.people.operator.id,
      role: 'viewer',
    });

    const read = await door.call('GET', `/tokens/${made.id}`, { as: door.people.operator });
    expect(Object.keys(await jsonOf(read))).not.toContain('token');
    const headers = { 'if-match': read.headers.get('etag') ?? '' };
    const revoked = await door.call('DELETE', `/tokens/${made.id}`, { as: door.people.operator, headers });
    expect(revoked.status).toBe(204);
    expect(await revoked.text()).toBe('');
    expect(await jsonOf(await door.call('GET', '/me', { as: holder }))).toMatchObject({ code: 'token_revoked' });
    expect((await door.call('DELETE', `/tokens/${made.id}`, { as: door.people.operator, headers })).status).toBe(412);
  });

  it('reach no higher than who makes them', async () => {
    expect(await jsonOf(await make(door.people.viewer, { name: 'x', role: 'operator' }))).toMatchObject({
      code: 'forbidden',
    });
    expect((await make(door.people.viewer, { name: 'x', role: 'viewer' })).status).toBe(201);
  });

  it('expire after 90 days unless asked otherwise, or never', async () => {
    const days = async (body: object) => {
      const { expiresAt } = await jsonOf<{ expiresAt: string | null }>(
        await make(door.people.viewer, { name: 'x', role: 'viewer', ...body }),
      );
      return expiresAt === null ? null : Math.round((Date.parse(expiresAt) - Date.now()) / 86_400_000);
    };
    expect([await days({}), await days({ expiresInDays: 7 }), await days({ expiresInDays: null })]).toEqual([
      90,
      7,
      null,
    ]);
  });

  it('of other people are not there, but for an admin', async () => {
    const address = `/tokens/${door.people.admin.tokenId}`;
    for (const [method, headers] of [
      ['GET', {}],
      ['DELETE', { 'if-match': '*' }],
    ] as const)
      expect((await door.call(method, address, { as: door.people.viewer, headers })).status).toBe(404);
    const own = await jsonOf<{ items: { user: { id: string } }[] }>(
      await door.call('GET', '/tokens', { as: door.people.viewer }),
    );
    expect(new Set(own.items.map(({ user }) => user.id))).toEqual(new Set([door.people.viewer.id]));
    const all = await jsonOf<{ total: number }>(await door.call('GET', '/tokens'));
    expect(all.total).toBe(await door.db.token.count());
  });
});
