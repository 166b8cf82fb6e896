import { afterAll, beforeAll, expect, it } from 'vitest';
import { pool } from '#server/db/client.ts';
import { type Door, jsonOf, openDoor } from '#test/door.ts';
import { firstBrokenEvent } from './first-broken-event.ts';

let door: Door;
beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door.close());

const createUser = (name: string) =>
  door.call('POST', '/users', {
    key: crypto.randomUUID(),
    body: { email: `${name}@example.org`, name, role: 'viewer', password: 'canary-password-1' },
  });
const lastEvents = (take: number) => door.db.auditEvent.findMany({ orderBy: { id: 'desc' }, take });

it('has a begin and an end for every write, with who, what and how it ended', async () => {
  const user = await jsonOf<{ id: string }>(await createUser('ada'));
  const [end, begin] = await lastEvents(2);
  expect(begin).toMatchObject({
    phase: 'begin',
    action: 'users.create',
    actorId: door.people.admin.id,
    tokenId: door.people.admin.tokenId,
    outcome: null,
  });
  expect(end).toMatchObject({
    phase: 'end',
    action: 'users.create',
    outcome: 'done',
    actId: begin?.actId,
    object: { kind: 'users', id: user.id },
  });

  await createUser('ada');
  const [refused] = await lastEvents(1);
  expect(refused).toMatchObject({ phase: 'end', outcome: 'refused', detail: { code: 'conflict' } });
});

it('has nothing for reads, nor for what was never well formed', async () => {
  const before = await door.db.auditEvent.count();
  await door.call('GET', '/users');
  await door.call('POST', '/users', { key: 'x', body: { email: 'no' } });
  await door.call('POST', '/users', { as: null, key: 'x', body: {} });
  expect(await door.db.auditEvent.count()).toBe(before);
});

it('holds no password', async () => {
  const { rows } = await pool.query<{ row: string }>('SELECT to_jsonb(e)::text AS row FROM "AuditEvent" e');
  expect(rows.length).toBeGreaterThan(0);
  expect(rows.some(({ row }) => row.includes('canary-password-1'))).toBe(false);
});

it('is one chain, however many write at once', async () => {
  await Promise.all(Array.from({ length: 20 }, (_, n) => createUser(`many-${n}`)));
  expect(await firstBrokenEvent(door.db)).toBeNull();
  const events = await door.db.auditEvent.findMany();
  expect(new Set(events.map(({ hash }) => hash)).size).toBe(events.length);
});

it('can be neither changed nor emptied', async () => {
  const change = (sql: string) => expect(pool.query(sql), sql).rejects.toThrow('never changed or removed');
  await change(`UPDATE "AuditEvent" SET outcome = 'done'`);
  await change('DELETE FROM "AuditEvent"');
  await change('DELETE FROM "AuditEvent" WHERE false');
  await change('TRUNCATE "AuditEvent"');
  await expect(door.db.auditEvent.deleteMany()).rejects.toThrow();
});

it('shows where somebody with power over the database changed it, and where a row is missing', async () => {
  const [, , second, first] = await lastEvents(4);
  const tamper = async (sql: string, id: bigint | undefined) => {
    await pool.query('ALTER TABLE "AuditEvent" DISABLE TRIGGER USER');
    await pool.query(sql, [id]);
    await pool.query('ALTER TABLE "AuditEvent" ENABLE TRIGGER USER');
  };
  await tamper(`UPDATE "AuditEvent" SET "actorName" = "actorName" || 'x' WHERE id = $1`, second?.id);
  expect(await firstBrokenEvent(door.db)).toBe(second?.id);
  await tamper(`UPDATE "AuditEvent" SET "actorName" = left("actorName", -1) WHERE id = $1`, second?.id);
  expect(await firstBrokenEvent(door.db)).toBeNull();
  await tamper('DELETE FROM "AuditEvent" WHERE id = $1', first?.id);
  expect(await firstBrokenEvent(door.db)).toBe(second?.id);
});

it('is not written where it could fork', async () => {
  await expect(
    door.db.$transaction(
      (tx) =>
        tx.auditEvent.create({ data: { phase: 'begin', actId: crypto.randomUUID(), action: 'x', actorName: 'x' } }),
      {
        isolationLevel: 'Serializable',
      },
    ),
  ).rejects.toThrow('read committed');
});

it('is listed for admins, newest first', async () => {
  const { items } = await jsonOf<{ items: { id: string }[] }>(await door.call('GET', '/audit-events?limit=5'));
  const ids = items.map(({ id }) => Number(id));
  expect(ids).toHaveLength(5);
  expect(ids).toEqual([...ids].sort((a, b) => b - a));
  const refused = await jsonOf<{ items: { action: string }[] }>(
    await door.call('GET', `/audit-events?${new URLSearchParams({ filter: 'outcome = refused AND action : users' })}`),
  );
  expect(new Set(refused.items.map(({ action }) => action))).toEqual(new Set(['users.create']));
});
