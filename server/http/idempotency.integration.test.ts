import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Endpoint } from '#contract/api/endpoint.ts';
import { endpoints } from '#contract/api/endpoints.ts';
import { pool } from '#server/db/client.ts';
import { ProblemError } from '#server/errors.ts';
import { type Door, jsonOf, openDoor } from '#test/door.ts';
import { createApp } from './app.ts';
import type { Binding, Context } from './handle.ts';
import { forgetOldKeys } from './idempotency.ts';

let door: Door;
beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door.close());

const user = (email: string) => ({ email, name: 'Ada', role: 'viewer' });
const create = (key: string | undefined, body: object, as = door.people.admin) =>
  door.call('POST', '/users', { as, body, ...(key ? { key } : {}) });
const codeOf = async (response: Response) => `${response.status} ${(await jsonOf<{ code: string }>(response)).code}`;

describe('a request that starts something', () => {
  it('needs a key', async () => {
    expect(await codeOf(await create(undefined, user('a1@example.org')))).toBe('400 idempotency_key_missing');
    expect(await codeOf(await create('x'.repeat(201), user('a1@example.org')))).toBe('400 validation_failed');
  });

  it('repeated with its key gets the same answer, and happens once', async () => {
    const first = await create('k2', user('a2@example.org'));
    const { name, role, email } = user('a2@example.org');
    const again = await create('k2', { role, name, email });
    expect(first.status).toBe(201);
    expect(again.status).toBe(201);
    const made = await jsonOf<{ id: string }>(first);
    expect(await jsonOf(again)).toEqual(made);
    expect(first.headers.get('location')).toBe(`/api/v1/users/${made.id}`);
    expect(again.headers.get('location')).toBe(first.headers.get('location'));
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(await door.db.user.count({ where: { email: 'a2@example.org' } })).toBe(1);
  });

  it('with another body under the same key is refused, and changes nothing', async () => {
    await create('k3', user('a3@example.org'));
    expect(await codeOf(await create('k3', user('b3@example.org')))).toBe('422 idempotency_key_reused');
    expect(await door.db.user.count({ where: { email: 'b3@example.org' } })).toBe(0);
  });

  it('shares no key with other people', async () => {
    const other = await door.call('POST', '/tokens', {
      as: door.people.viewer,
      key: 'k4',
      body: { name: 'x', role: 'viewer' },
    });
    const mine = await door.call('POST', '/tokens', {
      as: door.people.operator,
      key: 'k4',
      body: { name: 'x', role: 'viewer' },
    });
    expect([other.status, mine.status]).toEqual([201, 201]);
  });

  it('that was refused gives its key back', async () => {
    expect(await codeOf(await create('k5', user('a2@example.org')))).toBe('409 conflict');
    expect((await create('k5', user('a5@example.org'))).status).toBe(201);
  });

  it('keeps an answer that is shown once where no dump of the database shows it', async () => {
    const made = await door.call('POST', '/tokens', { key: 'k6', body: { name: 'ci', role: 'viewer' } });
    const { token } = await jsonOf<{ token: string }>(made);
    const again = await door.call('POST', '/tokens', { key: 'k6', body: { name: 'ci', role: 'viewer' } });
    expect((await jsonOf<{ token: string }>(again)).token).toBe(token);
    const { rows } = await pool.query<{ row: string }>('SELECT to_jsonb(k)::text AS row FROM "IdempotencyKey" k');
    expect(rows.some(({ row }) => row.includes(token))).toBe(false);
  });

  it('of many at the same moment is carried out once; the others wait their turn or get its answer', async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, () => create('k7', user('a7@example.org'))));
    const statuses = answers.map(({ status }) => status);
    expect(new Set(statuses).size).toBeLessThanOrEqual(2);
    for (const status of statuses) expect([201, 409]).toContain(status);
    expect(await door.db.user.count({ where: { email: 'a7@example.org' } })).toBe(1);
    expect((await create('k7', user('a7@example.org'))).status).toBe(201);
  });
});

describe('a request whose process died', () => {
  const endpoint = endpoints.find(({ id }) => id === 'users.create') as unknown as Endpoint;
  const effect = 'INSERT INTO "Setting" (key, value, "updatedAt") VALUES ($1, \'1\', now())';
  const appWith = (handle: (context: Context) => Promise<unknown>) => {
    const binding = { endpoint: { ...endpoint, response: z.unknown() }, handle } as unknown as Binding;
    return createApp([binding]);
  };
  const send = (app: ReturnType<typeof createApp>, key: string) =>
    app.request('/api/v1/users', {
      method: 'POST',
      headers: {
        authorization: `Bearer ${door.people.admin.token}`,
        'content-type': 'application/json',
        'idempotency-key': key,
      },
      body: JSON.stringify(user('dead@example.org')),
    });
  const ageKey = (key: string, by: string) =>
    pool.query(`UPDATE "IdempotencyKey" SET "createdAt" = "createdAt" - $2::interval WHERE key = $1`, [key, by]);

  /** Effect and answer in one transaction, then nothing more, as after a kill. */
  const diesAfterCommit = appWith(async ({ recordAnswer }) => {
    const client = await pool.connect();
    await client.query('BEGIN');
    await client.query(effect, ['committed']);
    await recordAnswer(client, { id: 'the first' } as never);
    await client.query('COMMIT');
    client.release();
    throw new Error('killed');
  });

  it('after its commit finds its answer again', async () => {
    expect((await send(diesAfterCommit, 'd1')).status).toBe(500);
    const again = await send(diesAfterCommit, 'd1');
    expect(again.status).toBe(201);
    expect(await jsonOf(again)).toEqual({ id: 'the first' });
  });

  it('before its commit is in flight for a minute, and then free again', async () => {
    await pool.query(
      'INSERT INTO "IdempotencyKey" ("userId", key, "requestHash") SELECT "userId", \'d2\', "requestHash" FROM "IdempotencyKey" WHERE key = \'d1\'',
    );
    const app = appWith(async () => ({ id: 'second' }));
    expect(await codeOf(await send(app, 'd2'))).toBe('409 request_in_flight');
    await ageKey('d2', '61 seconds');
    expect(await jsonOf(await send(app, 'd2'))).toEqual({ id: 'second' });
  });

  it('only seemed dead cannot commit once another took over', async () => {
    let takenOver = false;
    const slow = appWith(async ({ recordAnswer }) => {
      await ageKey('d3', '61 seconds');
      takenOver =
        (
          await send(
            appWith(async () => ({ id: 'other' })),
            'd3',
          )
        ).status === 201;
      const client = await pool.connect();
      try {
        await client.query('BEGIN');
        await client.query(effect, ['late']);
        await recordAnswer(client, { id: 'late' } as never);
        await client.query('COMMIT');
      } catch (error) {
        await client.query('ROLLBACK');
        throw error;
      } finally {
        client.release();
      }
      return { id: 'late' };
    });
    expect(await codeOf(await send(slow, 'd3'))).toBe('409 request_in_flight');
    expect(takenOver).toBe(true);
    expect(await door.db.setting.count({ where: { key: 'late' } })).toBe(0);
    expect(await jsonOf(await send(slow, 'd3'))).toEqual({ id: 'other' });
  });

  it('is forgotten after a week', async () => {
    await ageKey('d1', '8 days');
    await forgetOldKeys();
    expect(await door.db.idempotencyKey.count({ where: { key: 'd1' } })).toBe(0);
    expect(await door.db.idempotencyKey.count({ where: { key: 'd2' } })).toBe(1);
  });

  it('answers the problem of a verb that refuses', async () => {
    const refuses = appWith(async () => Promise.reject(new ProblemError('no_capacity', 'The pool is full.')));
    expect(await codeOf(await send(refuses, 'd4'))).toBe('507 no_capacity');
  });
});
