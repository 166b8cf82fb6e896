import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Endpoint, Role } from '#contract/api/endpoint.ts';
import { type Door, jsonOf, openDoor } from '#test/door.ts';
import { bindings } from './bindings.ts';

let door: Door;
beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door.close());

const roles: Role[] = ['viewer', 'operator', 'admin'];
const nobody = '0190a000-0000-7000-8000-00000000dead';

/** A well-formed call about objects that do not exist: who may not is refused, who may finds nothing. */
function callOf(endpoint: Endpoint) {
  const address = endpoint.path.replace('{id}', nobody).replace('{wizard}', 'clone-vms');
  const query = endpoint.id === 'search.get' ? '?q=x' : '';
  const sendsBody = endpoint.method !== 'GET' && endpoint.method !== 'DELETE';
  return {
    address: address + query,
    body: sendsBody ? (endpoint.example ?? {}) : undefined,
    headers: { 'if-match': '"never"' },
  };
}

const cases = bindings.map(({ endpoint }) => [`${endpoint.method} ${endpoint.path}`, endpoint] as const);

describe.each(cases)('%s', (_, endpoint) => {
  const { address, body, headers } = callOf(endpoint);
  const needed = roles.indexOf(endpoint.role as Role);

  it('is closed to whoever is nobody', async () => {
    const response = await door.call(endpoint.method, address, { as: null, body, headers, key: crypto.randomUUID() });
    expect(response.status).toBe(401);
    expect(await jsonOf(response)).toMatchObject({ code: 'unauthenticated' });
    expect(response.headers.get('www-authenticate')).toContain('Bearer');
  });

  it.each(roles)(`as ${endpoint.role} has it: %s`, async (role) => {
    const as = door.people[role];
    const response = await door.call(endpoint.method, address, { as, body, headers, key: crypto.randomUUID() });
    if (roles.indexOf(role) < needed) {
      expect(response.status).toBe(403);
      expect(await jsonOf(response)).toMatchObject({ code: 'forbidden', remedy: expect.any(String) });
    } else {
      expect([401, 403, 405, 500]).not.toContain(response.status);
    }
  });
});

it('leaves a begin and an end behind for every write that a role refused', async () => {
  const before = await door.db.auditEvent.count();
  await door.call('PATCH', '/settings', {
    as: door.people.viewer,
    body: { quarantineDays: 3 },
    headers: { 'if-match': '*' },
  });
  const events = await door.db.auditEvent.findMany({ orderBy: { id: 'desc' }, take: 2 });
  expect(await door.db.auditEvent.count()).toBe(before + 2);
  expect(events.map(({ phase, outcome, actorId, action }) => ({ phase, outcome, actorId, action }))).toEqual([
    { phase: 'end', outcome: 'refused', actorId: door.people.viewer.id, action: 'settings.update' },
    { phase: 'begin', outcome: null, actorId: door.people.viewer.id, action: 'settings.update' },
  ]);
  expect(await jsonOf(await door.call('GET', '/settings'))).toMatchObject({ quarantineDays: 7 });
});
