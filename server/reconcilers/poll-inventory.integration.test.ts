import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { closeAgentConnections } from '#server/agents/client.ts';
import { pool } from '#server/db/client.ts';
import { newId } from '#server/db/new-id.ts';
import { forgetEnv } from '#server/env.ts';
import { enrolmentPlace } from '#server/inventory/enrol-pending.ts';
import { sealSecret } from '#server/keys/seal.ts';
import { type Door, openDoor } from '#test/door.ts';
import { type SimAgent, startSimAgent } from '#test/rig/sim-agent.ts';
import { until } from '#test/rig/until.ts';
import { pollInventory } from './poll-inventory.ts';
import type { Reconciler } from './reconciler.ts';
import { runReconcilers } from './run-reconcilers.ts';

let door: Door;
const running: SimAgent[] = [];
const servers: Server[] = [];
let stop: (() => Promise<void>) | undefined;

beforeAll(async () => {
  door = await openDoor();
  process.env.HEDDLE_POLL_MS = '100';
  forgetEnv();
});
afterEach(async () => {
  await stop?.();
  stop = undefined;
  await door.db.agent.deleteMany();
});
afterAll(async () => {
  await closeAgentConnections();
  await Promise.all(running.map((agent) => agent.remove()));
  for (const server of servers) server.close();
  await door?.close();
});

function reconcile(list: Reconciler[]): void {
  const stopping = new AbortController();
  const done = runReconcilers(stopping.signal, { pool, list });
  stop = async () => {
    stopping.abort();
    await done;
  };
}

/** An agent that was entered with its token and has not been met yet. */
async function enter(url: string, token: string): Promise<string> {
  const id = newId();
  const enrolmentSealed = sealSecret(token, enrolmentPlace(id));
  await door.db.agent.create({ data: { id, name: `agent ${id}`, url, enrolmentSealed } });
  return id;
}
async function simAgent(): Promise<SimAgent> {
  const agent = await startSimAgent();
  running.push(agent);
  return agent;
}
const agentOf = (id: string) =>
  door.db.agent.findUniqueOrThrow({ where: { id }, include: { arrays: true, hosts: true } });
const inState = (id: string, state: string) =>
  until(`agent to be ${state}`, async () => {
    const agent = await agentOf(id);
    return agent.state === state ? agent : null;
  });
const seenAfter = (id: string, time: Date) =>
  until('the agent to be seen again', async () => ((await agentOf(id)).lastSeenAt ?? time) > time || null);

test('an agent is enrolled at first contact, kept when it is away, and read again when it is back', async () => {
  const sim = await simAgent();
  const id = await enter(sim.url, sim.enrolmentToken);
  reconcile([pollInventory]);
  const met = await inState(id, 'online');
  expect(met.enrolmentSealed).toBeNull();
  expect([met.arrays.length, met.hosts.length]).toEqual([1, 1]);
  await seenAfter(id, met.lastSeenAt ?? new Date());

  await sim.program().kill9();
  const away = await inState(id, 'unreachable');
  expect(away.stateReason).toContain(sim.url);
  expect(away.arrays).toEqual([expect.objectContaining({ missingSince: null })]);

  await sim.restart();
  expect(await inState(id, 'online')).toMatchObject({ stateReason: null });
});

test('an agent that is not up yet is waited for, and one that refuses its token is told of', async () => {
  const sim = await simAgent();
  await sim.program().kill9();
  const id = await enter(sim.url, 'hde_wrong');
  reconcile([pollInventory]);
  const waiting = await agentOf(id);
  expect(waiting.state).toBe('enrolling');
  await sim.restart();
  expect((await inState(id, 'refused')).stateReason).toContain('token');
  await door.db.agent.update({
    where: { id },
    data: { enrolmentSealed: sealSecret(sim.enrolmentToken, enrolmentPlace(id)) },
  });
  await inState(id, 'online');
});

test('an agent that never answers delays no other', async () => {
  const silent = createServer(() => undefined);
  servers.push(silent);
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  for (let n = 0; n < 5; n += 1) {
    const id = newId();
    const url = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
    const secretSealed = sealSecret('hds_x', `Agent:${id}:secretSealed`);
    await door.db.agent.create({
      data: { id, name: `silent ${n}`, url: `${url}/`.replace(/\/$/, n ? `?${n}` : ''), secretSealed, state: 'online' },
    });
  }
  const sim = await simAgent();
  const id = await enter(sim.url, sim.enrolmentToken);
  reconcile([pollInventory]);
  let { lastSeenAt } = await inState(id, 'online');
  for (let round = 0; round < 3; round += 1) {
    await seenAfter(id, lastSeenAt ?? new Date());
    ({ lastSeenAt } = await agentOf(id));
  }
});

test('a reconciler runs in one worker at a time, is taken over, and survives its own failures', async () => {
  let at = 0;
  let most = 0;
  const runs: string[] = [];
  const counting = (worker: string): Reconciler => ({
    name: 'counting',
    everyMs: () => 1,
    run: async () => {
      at += 1;
      most = Math.max(most, at);
      runs.push(worker);
      await pool.query('SELECT pg_sleep(0.01)');
      at -= 1;
      if (runs.length % 3 === 0) throw new Error('now and then it fails');
    },
  });
  const first = new AbortController();
  const second = new AbortController();
  const one = runReconcilers(first.signal, { pool, list: [counting('one')] });
  const two = runReconcilers(second.signal, { pool, list: [counting('two')] });
  await until('both workers to have had a turn', async () => (runs.includes('one') && runs.includes('two')) || null);
  first.abort();
  await one;
  const before = runs.length;
  await until('the other to go on', async () => runs.length > before + 3 || null);
  expect(new Set(runs.slice(before + 1))).toEqual(new Set(['two']));
  second.abort();
  await two;
  expect(most).toBe(1);
});
