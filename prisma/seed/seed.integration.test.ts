import { readFileSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { closeAgentConnections } from '#server/agents/client.ts';
import { verifyPassword } from '#server/auth/password.ts';
import { hashToken } from '#server/auth/token-format.ts';
import { pool } from '#server/db/client.ts';
import { forgetEnv } from '#server/env.ts';
import { detectDrift } from '#server/reconcilers/detect-drift.ts';
import { runReconcilers } from '#server/reconcilers/run-reconcilers.ts';
import { type Door, jsonOf, openDoor } from '#test/door.ts';
import { type Program, startProgram } from '#test/rig/program.ts';
import { until } from '#test/rig/until.ts';
import { Credentials } from './people.ts';

const root = path.join(import.meta.dirname, '../..');
/** Each test starts several processes, on a machine that may be busy with others. */
const PATIENCE_MS = 240_000;
const agentNames = ['demo-arrays', 'demo-libraries', 'demo-hosts'];

let door: Door;
const agents: Program[] = [];
beforeAll(async () => {
  door = await openDoor();
});
beforeEach(async () => {
  await door.db.agent.deleteMany();
  await door.db.template.deleteMany();
  await door.db.setting.deleteMany();
  await door.db.capacityLimit.deleteMany();
  await door.db.user.deleteMany({ where: { email: { endsWith: '@heddle.local' } } });
  rmSync(path.join(door.home, 'credentials.json'), { force: true });
  rmSync(path.join(door.home, 'agents'), { recursive: true, force: true });
});
afterEach(async () => {
  await Promise.all(agents.splice(0).map((agent) => agent.stop()));
});
afterAll(async () => {
  await closeAgentConnections();
  await door?.close();
});

/** Runs the program as `heddle start` does. */
async function seed(env: Record<string, string> = {}): Promise<void> {
  const { spawn } = await import('node:child_process');
  const all = {
    ...process.env,
    DATABASE_URL: door.database.url,
    HEDDLE_HOME: door.home,
    HEDDLE_URL: 'http://127.0.0.1:3000',
    ...env,
  };
  const child = spawn(process.execPath, [path.join(root, 'dist/seed.mjs')], {
    env: all,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (said += part));
  const code = await new Promise((resolve) => child.once('close', resolve));
  expect(code, said).toBe(0);
}
const file = () => path.join(door.home, 'credentials.json');
const credentials = () => Credentials.parse(JSON.parse(readFileSync(file(), 'utf8')));
const users = () =>
  door.db.user.findMany({ where: { email: { endsWith: '@heddle.local' } }, include: { tokens: true } });
/** Whether email, password and token of an account of the file open the door. */
async function works({ email, password, apiToken }: { email: string; password: string; apiToken: string }) {
  const user = await door.db.user.findUniqueOrThrow({ where: { email }, include: { tokens: true } });
  const token = user.tokens.some(({ hash, revokedAt }) => hash === hashToken(apiToken) && revokedAt === null);
  return token && (await verifyPassword(user.passwordHash, password)) ? user.role : null;
}

test(
  'one account of each role is made once; only the address is refreshed',
  async () => {
    await seed({ HEDDLE_SEED: 'none' });
    const first = credentials();
    expect(statSync(file()).mode & 0o777).toBe(0o600);
    expect([await works(first), await works(first.users.operator), await works(first.users.viewer)]).toEqual([
      'admin',
      'operator',
      'viewer',
    ]);
    await door.db.user.update({ where: { email: first.email }, data: { passwordHash: 'changed by hand' } });
    await seed({ HEDDLE_SEED: 'none', HEDDLE_URL: 'https://heddle.example' });
    expect(credentials()).toEqual({ ...first, url: 'https://heddle.example' });
    expect(await users()).toHaveLength(3);
    expect((await door.db.user.findUniqueOrThrow({ where: { email: first.email } })).passwordHash).toBe(
      'changed by hand',
    );
    expect(await door.db.agent.count()).toBe(0);
    // What is published, once; a limit that nobody published is kept as unknown.
    const limits = await door.db.capacityLimit.findMany({ orderBy: { arrayModel: 'asc' } });
    expect(limits.map(({ arrayModel, value }) => [arrayModel, value])).toEqual([
      ['LIO', null],
      ['LSI / IBM DS / MD3000i', null],
      ['SPDK NVMe-oF', 16n],
      ['tgt', null],
    ]);
  },
  PATIENCE_MS,
);

test(
  'a lost database gets the accounts of the file, a lost file is made anew',
  async () => {
    await seed({ HEDDLE_DEMO: 'off' });
    const first = credentials();
    await door.db.user.deleteMany({ where: { email: { endsWith: '@heddle.local' } } });
    await seed({ HEDDLE_DEMO: 'off' });
    expect([credentials(), await works(first)]).toEqual([first, 'admin']);
    rmSync(file());
    await seed({ HEDDLE_DEMO: 'off' });
    expect(credentials().password).not.toBe(first.password);
    expect([await works(credentials()), await works(first)]).toEqual(['admin', null]);
  },
  PATIENCE_MS,
);

test(
  'the demo is laid, met, and has templates and a past; a second start changes none of it',
  async () => {
    await seed();
    await meetAgents(async () => {
      await until('templates and history', async () => {
        const pending = await door.db.setting.count({ where: { key: { endsWith: '-pending' } } });
        return pending === 0 || null;
      });
      // While the agents are still there: silent ones would be found, too.
      await detectDrift.run(pool, new AbortController().signal);
    });
    const counts = async () =>
      Promise.all([
        door.db.array.count(),
        door.db.libraryServer.count(),
        door.db.host.count(),
        door.db.cluster.count(),
        door.db.vm.count(),
        door.db.template.count(),
      ]);
    const laid = await counts();
    expect(laid).toEqual([4, 2, 12, 3, 40, 7]);
    expect(await door.db.poolSample.count()).toBeGreaterThan(1_000);
    const findings = await door.db.finding.findMany({ where: { closedAt: null }, orderBy: { code: 'asc' } });
    expect(findings.map(({ code, severity }) => `${code} ${severity}`)).toEqual([
      'golden_with_clones_writable warning',
      'missing_registrations warning',
      'pool_filling warning',
      'stale_registrations warning',
      'unknown_registrations warning',
    ]);
    const { items } = await jsonOf<{ items: { name: string; sealed: boolean; clones: number }[] }>(
      await door.call('GET', '/templates'),
    );
    expect(items.find(({ name }) => name === 'Debian 12 base')).toMatchObject({ sealed: true, clones: 14 });
    const before = await door.db.agent.findMany({ orderBy: { name: 'asc' }, select: { id: true, secretSealed: true } });
    await seed();
    expect(
      await door.db.agent.findMany({ orderBy: { name: 'asc' }, select: { id: true, secretSealed: true } }),
    ).toEqual(before);
    expect(await counts()).toEqual(laid);
  },
  PATIENCE_MS,
);

test(
  'an agent whose token was used up by a process that died is met after the next start; a deleted one stays deleted',
  async () => {
    await seed();
    await meetAgents(async () => undefined);
    await door.db.agent.update({ where: { name: 'demo-arrays' }, data: { secretSealed: null, state: 'refused' } });
    await door.db.agent.delete({ where: { name: 'demo-hosts' } });
    await seed();
    await meetAgents(async () => undefined);
    expect(
      (await door.db.agent.findMany({ orderBy: { name: 'asc' } })).map(({ name, state }) => `${name} ${state}`),
    ).toEqual(['demo-arrays online', 'demo-libraries online']);
  },
  PATIENCE_MS,
);

/** Starts the demo's agents and polls until every one that is entered is online and `further` holds; then ends them. */
async function meetAgents(further: () => Promise<void>): Promise<void> {
  process.env.HEDDLE_POLL_MS = '200';
  forgetEnv();
  for (const name of agentNames) {
    const config = path.join(door.home, 'agents', name, 'agent.json');
    agents.push(await startProgram([path.join(root, 'dist/agent.mjs'), '--config', config], {}));
  }
  const stopping = new AbortController();
  const reconciling = runReconcilers(stopping.signal, { pool });
  try {
    await until('all agents to be online', async () => {
      return (await door.db.agent.count({ where: { NOT: { state: 'online' } } })) === 0 || null;
    });
    await further();
  } finally {
    stopping.abort();
    await reconciling;
    await Promise.all(agents.splice(0).map((agent) => agent.stop()));
  }
}
