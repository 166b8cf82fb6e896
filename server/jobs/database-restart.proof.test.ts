import { randomUUID } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { startPostgres } from '#bin/postgres.mjs';
import { createDatabase } from '#prisma/tools/databases.mjs';
import { migrate } from '#prisma/tools/migrate.mjs';
import type { TestDatabase } from '#test/database.ts';
import { bothHosts, freshName, goldenLunId, goldenSealed } from '#test/rig/arrangements.ts';
import { storyOf } from '#test/rig/job-bench.ts';
import { onBench } from '#test/rig/on-bench.ts';
import { until } from '#test/rig/until.ts';

/** A Postgres of this file's own: the one of all tests must not fall. */
let restarts = 0;
let serverPid = 0;
let stopServer = async () => {};

async function openDatabase(): Promise<TestDatabase> {
  const home = await mkdtemp(path.join(tmpdir(), 'heddle-restart-'));
  await chmod(home, 0o711);
  const onRestart = ({ pid }: { pid: number }) => {
    restarts += 1;
    serverPid = pid;
  };
  const server = await startPostgres({ home, durable: true, onRestart: onRestart as () => void });
  serverPid = server.pid;
  stopServer = async () => {
    await server.stop();
    await rm(home, { recursive: true, force: true });
  };
  await createDatabase(server.url);
  await migrate({ url: server.url });
  return { url: server.url, drop: async () => {} };
}

const bench = onBench('database', () => ({ openDatabase }));
afterAll(() => stopServer());

/** Asks until the door has taken it: with the same key, so that it happens once however often it is asked. */
async function accepted(planId: string): Promise<string> {
  const { door } = bench().fabric;
  const key = randomUUID();
  return until(`plan ${planId} to be applied`, async () => {
    const call = { as: door.people.operator, key, body: { planId } };
    const response = await door.call('POST', '/jobs', call);
    const text = await response.text();
    if (response.ok) return (JSON.parse(text) as { id: string }).id;
    if (response.status === 503 || text.includes('"request_in_flight"')) return null;
    throw new Error(`POST /jobs answered ${response.status}: ${text}`);
  });
}

it('restarted twice under load: every accepted job ends well, and nothing is lost', async () => {
  const { fabric, oracle, counts } = bench();
  await bench().settle();
  await goldenSealed(fabric, 'golden-1', true);
  const [hostIds, lunId] = [await bothHosts(fabric), await goldenLunId(fabric, 'golden-1')];
  const first = await fabric.desk.run('clone-luns', {
    goldenLunId: lunId,
    count: 2,
    namePattern: freshName('set'),
    hostIds,
  });
  expect(first, storyOf(first)).toMatchObject({ state: 'succeeded' });
  for (let round = 0; round < 2; round += 1) {
    const plans: string[] = [];
    for (let job = 0; job < 6; job += 1) {
      const input = { goldenLunId: lunId, count: 3, namePattern: freshName('load'), hostIds };
      plans.push((await fabric.desk.plan('clone-luns', input)).id);
    }
    const asked = plans.map(accepted);
    await Promise.race(asked);
    const before = restarts;
    process.kill(serverPid, round === 1 ? 'SIGKILL' : 'SIGQUIT');
    counts.otherFaults += 1;
    const jobs = await Promise.all(asked);
    await until('the server to be back', async () => (restarts > before ? true : null));
    counts.jobs += jobs.length;
    for (const id of jobs) {
      const job = await until(`job ${id} to end`, () => fabric.desk.ended(id).catch(() => null));
      expect(job, storyOf(job)).toMatchObject({ state: 'succeeded' });
    }
    await fabric.settle();
    await oracle.check();
  }
});
