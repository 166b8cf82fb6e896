import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { agentClient, callAgent } from './drivers/conformance/agent-client.ts';
import { type AgentProcess, startProcess } from './drivers/conformance/agent-process.ts';
import { bundleAgent } from './drivers/conformance/bundle-agent.ts';

let bundle: Awaited<ReturnType<typeof bundleAgent>>;
let folder = '';
let running: AgentProcess[] = [];
beforeAll(async () => {
  bundle = await bundleAgent();
  folder = mkdtempSync(path.join(os.tmpdir(), 'heddle-agent-'));
});
afterEach(async () => {
  await Promise.all(running.map((agent) => agent.kill()));
  running = [];
});
afterAll(() => {
  bundle.remove();
  rmSync(folder, { recursive: true });
});

const array = (latency = {}) => ({
  ...{ system: 'array', kind: 'array', driver: 'sim' },
  options: { fabricDir: path.join(folder, 'fabric'), pools: [{ key: 'p', name: 'P', sizeBytes: 2 ** 40 }], latency },
});
/** A config file of this name; its state is called the same. */
const config = (name: string, more: object = {}) => {
  const file = path.join(folder, `${name}.json`);
  writeFileSync(file, JSON.stringify({ name, listen: { port: 0 }, stateDir: name, systems: [array()], ...more }));
  return file;
};
const start = async (...files: string[]): Promise<AgentProcess> => {
  const agent = await startProcess(bundle.program, files);
  running.push(agent);
  return agent;
};
const enrol = async (url: string, enrolmentToken: string) => {
  const { status, body } = await callAgent(`${url}/v1/enrol`, 'POST', null, { enrolmentToken, controlPlane: 'test' });
  return { status, secret: (body as { secret?: string }).secret ?? '' };
};

it('serves several configs from one process, each at its own address', async () => {
  const { all } = await start(config('one'), config('two'));
  const names = await Promise.all(
    all.map(async ({ listening }) => (await callAgent(`${listening}/v1/health`, 'GET', null)).body),
  );
  expect(names).toMatchObject([{ name: 'one' }, { name: 'two' }]);
});

it('shows a token it made once, and lets go of none of its secrets', async () => {
  const first = await start(config('shy'));
  const token = first.all[0]?.enrolmentToken ?? '';
  expect(token).toMatch(/^hde_/);
  const { secret } = await enrol(first.listening, token);
  await first.stop();
  const second = await start(config('shy'));
  expect(second.all[0]).not.toHaveProperty('enrolmentToken');
  expect((await callAgent(`${second.listening}/v1/capabilities`, 'GET', secret)).status).toBe(200);
  const file = path.join(folder, 'shy', 'enrolment.json');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  for (const hidden of [token, secret]) expect(readFileSync(file, 'utf8')).not.toContain(hidden);
});

it('enrols again with a new token, and only then forgets the old secret', async () => {
  const first = await start(config('moved', { enrolmentToken: 'hde_1' }));
  const old = await enrol(first.listening, 'hde_1');
  await first.stop();
  const { listening } = await start(config('moved', { enrolmentToken: 'hde_2' }));
  const status = async (secret: string) => (await callAgent(`${listening}/v1/capabilities`, 'GET', secret)).status;
  expect(await status(old.secret)).toBe(200);
  expect((await enrol(listening, 'hde_1')).status).toBe(403);
  const fresh = await enrol(listening, 'hde_2');
  expect([await status(old.secret), await status(fresh.secret)]).toEqual([401, 200]);
});

it('lets nobody guess its token for long, and says how long to wait', async () => {
  const { listening } = await start(config('guessed', { enrolmentToken: 'hde_1' }));
  for (let n = 0; n < 10; n++) expect((await enrol(listening, `hde_guess_${n}`)).status).toBe(403);
  const body = JSON.stringify({ enrolmentToken: 'hde_1', controlPlane: 'test' });
  const answer = await fetch(`${listening}/v1/enrol`, { method: 'POST', body });
  expect(answer.status).toBe(429);
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(await answer.json()).toMatchObject({ outcome: 'refused', refusal: { code: 'too_many_attempts' } });
});

it('finishes what ends soon when it is asked to stop', async () => {
  const systems = [array({ createMs: 500 })];
  const file = config('leaving', { enrolmentToken: 'hde_1', systems });
  const agent = await start(file);
  const { secret } = await enrol(agent.listening, 'hde_1');
  const client = agentClient('array', () => ({ url: agent.listening, secret }));
  const params = { uniqueId: 'ab'.repeat(16), name: 'lun', pool: 'p', sizeBytes: 1024 };
  const answer = client.put({ operation: 'lun.create', params });
  answer.catch(() => undefined); // it is looked at below
  await expect.poll(async () => (await client.ledger()).map((entry) => entry.type)).toContain('accepted');
  expect(await agent.stop()).toBe(0);
  expect((await answer).result.outcome).toBe('done');
});

it.each([
  ['a second process on its state', () => ({}), /Another agent process serves/],
  [
    'an address that is not loopback, without TLS',
    () => ({ listen: { host: '0.0.0.0', port: 0 } }),
    /not a loopback address/,
  ],
  ['a driver that is not there', () => ({ systems: [{ ...array(), driver: 'magic' }] }), /no driver array\/magic/],
  ['options that are not the driver’s', () => ({ systems: [{ ...array(), options: {} }] }), /Options of array/],
  ['two systems of one name', () => ({ systems: [array(), array()] }), /two systems are called array/],
  ['a config that is none', () => ({ systems: [] }), /systems/],
])('does not start with %s', async (what, more, words) => {
  const name = what.startsWith('a second') ? 'taken' : 'refused';
  if (name === 'taken') await start(config(name));
  await expect(start(config(name, more()))).rejects.toThrow(words);
});
