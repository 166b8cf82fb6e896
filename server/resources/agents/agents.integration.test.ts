import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest';
import { sendBatch } from '#server/agents/act.ts';
import { closeAgentConnections } from '#server/agents/client.ts';
import { loadAgents } from '#server/agents/load-agents.ts';
import { newId } from '#server/db/new-id.ts';
import { type Call, type Door, jsonOf, openDoor } from '#test/door.ts';
import { type SimAgent, startSimAgent } from '#test/rig/sim-agent.ts';

type Agent = { id: string; name: string; state: string; systems: { kind: string }[]; stateReason: string | null };
type Problem = { code: string; detail: string; remedy?: string };

let door: Door;
const running: SimAgent[] = [];
const servers: Server[] = [];
beforeAll(async () => {
  door = await openDoor();
});
beforeEach(async () => {
  await door.db.job.deleteMany();
  await door.db.plan.deleteMany();
  await door.db.agent.deleteMany();
});
afterAll(async () => {
  await closeAgentConnections();
  await Promise.all(running.map((agent) => agent.remove()));
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
  await door?.close();
});

async function simAgent(): Promise<SimAgent> {
  const agent = await startSimAgent();
  running.push(agent);
  return agent;
}
const add = (url: string, enrolmentToken: string, call: Call = {}) =>
  door.call('POST', '/agents', { body: { url, enrolmentToken }, key: newId(), ...call });
async function added({ url, enrolmentToken }: SimAgent): Promise<Agent> {
  const response = await add(url, enrolmentToken);
  const body = await jsonOf<Agent>(response);
  expect(response.status, JSON.stringify(body)).toBe(201);
  return body;
}
async function problem(response: Promise<Response>): Promise<Problem & { status: number }> {
  const { status, headers, ...rest } = await response.then(async (r) => ({
    status: r.status,
    headers: r.headers,
    body: await r.json(),
  }));
  expect(headers.get('content-type')).toContain('application/problem+json');
  return { status, ...(rest.body as Problem) };
}
const namesOf = async (resource: string) => {
  const { items } = await jsonOf<{ items: { name: string }[] }>(await door.call('GET', `/${resource}`));
  return items.map(({ name }) => name);
};

test('an agent is enrolled and its systems are there at once', async () => {
  const sim = await simAgent();
  const key = newId();
  const response = await add(sim.url, sim.enrolmentToken, { key });
  const agent = await jsonOf<Agent>(response);
  expect(response.status, JSON.stringify(agent)).toBe(201);
  expect(response.headers.get('location')).toBe(`/api/v1/agents/${agent.id}`);
  expect(agent).toMatchObject({ name: sim.name, url: sim.url, state: 'online', stale: false });
  expect(agent.systems.map(({ kind }) => kind).sort()).toEqual(['array', 'host', 'library']);
  expect(await namesOf('arrays')).toEqual([`array ${sim.name}`]);
  expect(await namesOf('hosts')).toEqual([`host ${sim.name}`]);
  expect(await namesOf('library-servers')).toEqual([`library ${sim.name}`]);
  const replay = await add(sim.url, sim.enrolmentToken, { key });
  expect([replay.status, await jsonOf(replay)]).toEqual([201, agent]);
  const kept = JSON.stringify(await door.db.agent.findMany());
  expect(kept).not.toContain(sim.enrolmentToken);
  expect(kept).not.toContain('hds_');
});

test('only an admin adds an agent', async () => {
  for (const as of [door.people.viewer, door.people.operator])
    expect(await problem(add('http://127.0.0.1:1', 'x', { as }))).toMatchObject({ status: 403, code: 'forbidden' });
});

test('a wrong token is refused without using up the right one; a used one says so', async () => {
  const sim = await simAgent();
  const wrong = await problem(add(sim.url, 'hde_wrong'));
  expect(wrong).toMatchObject({ status: 502, code: 'agent_refused', remedy: expect.stringContaining('token') });
  expect(await door.db.agent.count()).toBe(0);
  const agent = await added(sim);
  expect(await problem(add(sim.url, sim.enrolmentToken))).toMatchObject({ status: 409, code: 'conflict' });
  await door.db.agent.delete({ where: { id: agent.id } });
  expect(await problem(add(sim.url, sim.enrolmentToken))).toMatchObject({ status: 502, code: 'agent_refused' });
  expect(await door.db.agent.count()).toBe(0);
});

test('two agents of one name are not taken for each other, and the second keeps its token', async () => {
  const first = await startSimAgent('twin');
  const second = await startSimAgent('twin');
  running.push(first, second);
  const agent = await added(first);
  expect(await problem(add(second.url, second.enrolmentToken))).toMatchObject({ code: 'conflict' });
  await door.db.agent.delete({ where: { id: agent.id } });
  await added(second);
});

describe('what is no agent leaves nothing behind', () => {
  const health = { status: 'ok', contract: 'v1', name: 'garbage' };
  const enrolled = { secret: 'hds_x', name: 'garbage' };
  const capabilities = { name: 'garbage', version: '1', systems: [] };
  const answering = async (answers: Record<string, unknown>): Promise<string> => {
    const listener: RequestListener = (request, response) => {
      const answer = answers[(request.url ?? '').split('?')[0] ?? ''];
      response.writeHead(200).end(typeof answer === 'string' ? answer : JSON.stringify(answer));
    };
    const server = createServer(listener);
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  };
  it.each<[string, Record<string, unknown>]>([
    ['at first sight', { '/v1/health': '<html>' }],
    ['when it enrols', { '/v1/health': health, '/v1/enrol': { secret: 7 } }],
    ['in its capabilities', { '/v1/health': health, '/v1/enrol': enrolled, '/v1/capabilities': [] }],
    [
      'in its inventory',
      {
        '/v1/health': health,
        '/v1/enrol': enrolled,
        '/v1/capabilities': capabilities,
        '/v1/inventory': { systems: 'all' },
      },
    ],
  ])('garbage %s', async (_, answers) => {
    expect(await problem(add(await answering(answers), 'x'))).toMatchObject({
      status: 502,
      code: 'agent_answer_invalid',
    });
    expect(await door.db.agent.count()).toBe(0);
  });
  it.each([
    ['an address where nobody listens', 'http://127.0.0.1:1'],
    ['an address outside the allowed networks', 'http://169.254.169.254'],
    ['a name without an address', 'http://nobody.invalid:7070'],
    ['another scheme', 'ftp://127.0.0.1'],
  ])('%s', async (_, url) => {
    expect(await problem(add(url, 'x'))).toMatchObject({
      status: 502,
      code: 'agent_unreachable',
      remedy: expect.any(String),
    });
    expect(await door.db.agent.count()).toBe(0);
  });
});

test('refresh shows what changed; an agent that is gone is told of, and what it reported stays', async () => {
  const sim = await simAgent();
  const agent = await added(sim);
  expect(await namesOf('luns')).toEqual([]);
  const endpoint = (await loadAgents(door.db, [agent.id])).get(agent.id);
  if (!endpoint) throw new Error('the agent was not loaded');
  const params = { uniqueId: 'ab12cd34ef56', name: 'made-elsewhere', pool: 'pool-1', sizeBytes: 2 ** 30, kind: 'data' };
  const operation = {
    id: newId(),
    operation: 'lun.create',
    system: `array-${sim.name}`,
    params,
    jobId: newId(),
    epoch: 1,
    deadlineMs: 30_000,
  };
  const [made] = await sendBatch(endpoint, [operation], 30_000);
  expect(made?.result).toMatchObject({ outcome: 'done' });
  const refresh = () => door.call('POST', `/agents/${agent.id}/refresh`, { as: door.people.operator });
  expect((await refresh()).status).toBe(200);
  expect(await namesOf('luns')).toEqual(['made-elsewhere']);

  await sim.program().kill9();
  expect(await problem(refresh())).toMatchObject({ status: 502, code: 'agent_unreachable' });
  const now = await jsonOf<Agent>(await door.call('GET', `/agents/${agent.id}`));
  expect(now).toMatchObject({ state: 'unreachable', stateReason: expect.stringContaining(sim.url) });
  expect(await namesOf('luns')).toEqual(['made-elsewhere']);

  await sim.restart();
  expect((await refresh()).status).toBe(200);
  expect(await jsonOf(await door.call('GET', `/agents/${agent.id}`))).toMatchObject({
    state: 'online',
    stateReason: null,
  });
});

test('an agent is not forgotten while a job needs it, and then with all it reported', async () => {
  const sim = await simAgent();
  const agent = await added(sim);
  const job = await jobWith(agent.id, 'stuck');
  const address = `/agents/${agent.id}`;
  const etag = (await door.call('GET', address)).headers.get('etag') ?? '';
  const remove = () => door.call('DELETE', address, { headers: { 'if-match': etag } });
  expect((await door.call('DELETE', address)).status).toBe(428);
  expect(await problem(remove())).toMatchObject({
    status: 409,
    code: 'conflict',
    detail: expect.stringContaining('stuck'),
  });
  await door.db.job.update({ where: { id: job }, data: { state: 'abandoned' } });
  expect((await remove()).status).toBe(204);
  expect([await namesOf('arrays'), await namesOf('hosts'), await namesOf('clusters')]).toEqual([[], [], []]);
});

async function jobWith(agentId: string, state: string): Promise<string> {
  const row = { agentId, operation: 'lun.create', params: {} };
  const by = door.people.admin.id;
  const plan = {
    procedure: 'clone-luns',
    input: {},
    title: 't',
    content: {},
    inventoryHash: '',
    newIds: {},
    createdById: by,
  };
  const rows = { create: [{ position: 0, key: 'r', row }] };
  const { id: planId } = await door.db.plan.create({ data: { ...plan, expiresAt: new Date(), rows } });
  const job = await door.db.job.create({
    data: { planId, procedure: 'clone-luns', title: 'a stuck one', state, createdById: by },
  });
  return job.id;
}
