import { afterAll, expect, it } from 'vitest';
import { bothHosts, freshName, goldenLunId, goldenSealed } from '#test/rig/arrangements.ts';
import { type FaultProxy, startFaultProxy } from '#test/rig/fault-proxy.ts';
import { storyOf } from '#test/rig/job-bench.ts';
import { onBench } from '#test/rig/on-bench.ts';
import { until } from '#test/rig/until.ts';

const proxies: FaultProxy[] = [];
const bench = onBench('takeover', () => ({
  reachedAt: async ({ url }) => {
    const proxy = await startFaultProxy(url);
    proxies.push(proxy);
    return proxy.url;
  },
}));
afterAll(async () => {
  for (const proxy of proxies) await proxy.close();
});

async function plannedClones() {
  const { fabric, counts, world } = bench();
  await bench().settle();
  await goldenSealed(fabric, 'golden-1', true);
  const [hostIds, lunId] = [await bothHosts(fabric), await goldenLunId(fabric, 'golden-1')];
  const input = { goldenLunId: lunId, count: 2, namePattern: freshName('take'), hostIds };
  counts.jobs += 1;
  return { plan: await fabric.desk.plan('clone-luns', input), before: await world(), ...fabric, ...bench() };
}

/** The program whose worker holds the job now. */
async function ownerOf(jobId: string) {
  const { fabric } = bench();
  const { workerId } = await fabric.desk.read(jobId);
  const programs = await Promise.all(fabric.workers.map((worker) => worker.running()));
  const owner = programs.find(({ ready }) => ready.worker === workerId);
  if (!owner || workerId === null) throw new Error(`No worker of this fabric is ${workerId}.`);
  return { owner, workerId };
}

it('a job of a dead worker is taken over by one that stands by', async () => {
  const { plan, before, desk, faults, oracle, world, counts } = await plannedClones();
  const standing = faults.inSystem('array', { act: 'clone', mode: 'wait' });
  const jobId = await desk.apply(plan.id);
  await standing.fired();
  const { owner, workerId } = await ownerOf(jobId);
  const killedAt = performance.now();
  await owner.kill9();
  counts.workerKills += 1;
  const taken = await desk.when(jobId, 'to be taken over', (job) => job.workerId !== workerId);
  const tookMs = Math.round(performance.now() - killedAt);
  process.stdout.write(`a dead worker's job was taken over after ${tookMs} ms\n`);
  expect(taken.epoch).toBe(2);
  // Promised are five seconds; a machine may be busy with other things.
  expect(tookMs).toBeLessThan(30_000);
  standing.remove();
  const job = await desk.ended(jobId);
  expect(job, storyOf(job)).toMatchObject({ state: 'succeeded' });
  await oracle.check();
  expect(await desk.steered(jobId, 'undo')).toMatchObject({ state: 'undone' });
  expect(await world()).toEqual(before);
});

it('a worker that stood still and wakes up again does nothing to a job that is no longer its own', async () => {
  const { plan, before, desk, faults, oracle, world, pool, counts } = await plannedClones();
  const stops = faults.workerFalls([{ window: 'sent', direction: 'do', row: 'lun-1.clone', signal: 'SIGSTOP' }]);
  const jobId = await desk.apply(plan.id);
  await stops.fired();
  const { owner, workerId } = await ownerOf(jobId);
  // Its connection breaks, as when its machine falls off the network: to the others it is dead.
  const ended = await pool.query(
    'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1 AND datname = current_database()',
    [`heddle worker ${workerId}`],
  );
  expect(ended.rowCount).toBe(1);
  counts.otherFaults += 1;
  const job = await desk.ended(jobId);
  expect(job, storyOf(job)).toMatchObject({ state: 'succeeded', epoch: 2 });
  expect(job.workerId).not.toBe(workerId);
  const after = await world();

  owner.signal('SIGCONT');
  expect(await owner.ended, 'it notices that it was given up, and ends').toBe(70);
  const answers = proxies.flatMap(({ exchanges }) => exchanges.map(({ answer }) => answer));
  const stale = answers.filter((answer) => answer.includes('stale_epoch')).length;
  process.stdout.write(`the worker that woke up was refused ${stale} requests\n`);
  expect(await world(), 'nothing is doubled').toEqual(after);
  await oracle.check();

  // Whether it still got as far as asking or not: this is what it would have asked, and what it is told.
  const asked = proxies.flatMap(({ exchanges }) => exchanges).find(({ request }) => request.includes('lun.clone'));
  if (!asked) throw new Error('The clones were never asked for.');
  const first = {
    ...asked,
    request: Buffer.from(asked.request.toString('latin1').replaceAll('"epoch":2', '"epoch":1'), 'latin1'),
  };
  const told = await Promise.all(proxies.map((proxy) => proxy.repeat(first).catch(() => '')));
  expect(told.join()).toContain('stale_epoch');
  expect(await world()).toEqual(after);
  expect(await desk.steered(jobId, 'undo')).toMatchObject({ state: 'undone' });
  expect(await world()).toEqual(before);
  await oracle.check();
});

it('jobs of all workers are taken over when all of them die at once, again and again', async () => {
  const { plan, before, desk, faults, fabric, oracle, world, counts } = { ...(await plannedClones()), ...bench() };
  const standing = faults.inSystem('array', { act: 'present', mode: 'wait' });
  const jobId = await desk.apply(plan.id);
  await standing.fired();
  for (let round = 0; round < 3; round += 1) {
    const programs = await Promise.all(fabric.workers.map((worker) => worker.running()));
    await Promise.all(programs.map((program) => program.kill9()));
    counts.workerKills += programs.length;
    const { epoch } = await desk.read(jobId);
    await until('somebody to take the job over', async () => ((await desk.read(jobId)).epoch > epoch ? true : null));
  }
  standing.remove();
  const job = await desk.ended(jobId);
  expect(job, storyOf(job)).toMatchObject({ state: 'succeeded' });
  await oracle.check();
  expect(await desk.steered(jobId, 'undo')).toMatchObject({ state: 'undone' });
  expect(await world()).toEqual(before);
});
