import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Door, jsonOf, openDoor } from '#test/door.ts';

let door: Door;
beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door.close());

const problem = async (response: Response) => {
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  const body = await jsonOf<{ code: string; status: number; detail: string; errors?: { path: string }[] }>(response);
  expect(body.status).toBe(response.status);
  return body;
};

describe('addresses and methods', () => {
  it('answers an unknown address with not_found', async () => {
    expect(await problem(await door.call('GET', '/nothing'))).toMatchObject({ status: 404, code: 'not_found' });
  });

  it('answers a method that an address does not have with the ones it has', async () => {
    const response = await door.call('PUT', `/users/${door.people.viewer.id}`, { body: {} });
    expect(await problem(response)).toMatchObject({ status: 405, code: 'method_not_allowed' });
    expect(response.headers.get('allow')?.split(', ').sort()).toEqual(['GET', 'PATCH']);
  });

  it('serves its own description to anyone', async () => {
    const response = await door.call('GET', '/openapi.json', { as: null });
    expect(response.status).toBe(200);
    expect((await jsonOf(response)).openapi).toBe('3.1.0');
  });
});

describe('what is sent', () => {
  const create = (init: RequestInit & { headers?: Record<string, string> }) =>
    door.app.request('/api/v1/users', {
      method: 'POST',
      ...init,
      headers: {
        authorization: `Bearer ${door.people.admin.token}`,
        'idempotency-key': crypto.randomUUID(),
        ...init.headers,
      },
    });
  const json = { 'content-type': 'application/json' };

  it('is refused above 1 MB, whether it says its length or not', async () => {
    const body = JSON.stringify({ name: 'x'.repeat(1024 * 1024) });
    expect(await problem(await create({ headers: json, body }))).toMatchObject({ status: 413, code: 'body_too_large' });
    const chunk = new TextEncoder().encode('x'.repeat(64 * 1024));
    let left = 20;
    const stream = new ReadableStream({ pull: (to) => (left-- > 0 ? to.enqueue(chunk) : to.close()) });
    const streamed = await create({ headers: json, body: stream, duplex: 'half' } as never);
    expect(await problem(streamed)).toMatchObject({ status: 413, code: 'body_too_large' });
  });

  it('is JSON', async () => {
    expect(await problem(await create({ headers: json, body: '{"a":' }))).toMatchObject({
      status: 400,
      code: 'bad_json',
    });
    expect(await problem(await create({ headers: { 'content-type': 'text/plain' }, body: '{}' }))).toMatchObject({
      status: 415,
      code: 'unsupported_media_type',
    });
  });

  it('gets every mistake back, not only the first', async () => {
    const body = JSON.stringify({ email: 'no address', name: '', role: 'king', password: 'short' });
    const answer = await problem(await create({ headers: json, body }));
    expect(answer.code).toBe('validation_failed');
    expect(answer.errors?.map(({ path }) => path)).toEqual(['body.email', 'body.name', 'body.role', 'body.password']);
  });

  it('holds nothing that the database cannot keep', async () => {
    for (const name of ['a\0b', '\ud800'])
      expect(
        await problem(
          await create({ headers: json, body: JSON.stringify({ email: 'a@b.example', name, role: 'viewer' }) }),
        ),
      ).toMatchObject({ status: 400 });
    const nested = `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`;
    expect(await problem(await create({ headers: json, body: nested }))).toMatchObject({ status: 400 });
  });
});

describe('items', () => {
  it('carry an ETag, and are changed only by those who read the newest state', async () => {
    const address = `/users/${door.people.viewer.id}`;
    const etag = (await door.call('GET', address)).headers.get('etag') ?? '';
    expect(etag).toMatch(/^"[\w-]{27}"$/);
    expect(await problem(await door.call('PATCH', address, { body: { name: 'A' } }))).toMatchObject({
      status: 428,
      code: 'precondition_required',
    });

    const changed = await door.call('PATCH', address, { body: { name: 'A' }, headers: { 'if-match': etag } });
    expect(changed.status).toBe(200);
    expect(changed.headers.get('etag')).toBe((await door.call('GET', address)).headers.get('etag'));

    const stale = await door.call('PATCH', address, { body: { name: 'B' }, headers: { 'if-match': etag } });
    expect(await problem(stale)).toMatchObject({ status: 412, code: 'precondition_failed' });
    expect(stale.headers.get('etag')).toBe(changed.headers.get('etag'));
    expect((await door.call('PATCH', address, { body: { name: 'C' }, headers: { 'if-match': '*' } })).status).toBe(200);
  });

  it('let one of several writers win who all read the same state', async () => {
    const address = `/users/${door.people.operator.id}`;
    const etag = (await door.call('GET', address)).headers.get('etag') ?? '';
    const writes = Array.from({ length: 12 }, (_, n) =>
      door.call('PATCH', address, { body: { name: `writer ${n}` }, headers: { 'if-match': etag } }),
    );
    const statuses = (await Promise.all(writes)).map(({ status }) => status).sort();
    expect(statuses).toEqual([200, ...Array.from({ length: 11 }, () => 412)]);
  });

  it('are not_found under an id that nobody has', async () => {
    expect(await problem(await door.call('GET', `/users/${crypto.randomUUID()}`))).toMatchObject({
      status: 404,
      code: 'not_found',
    });
  });
});
