import { afterAll, expect, it } from 'vitest';
import { bothHosts, freshName, goldenLunId, goldenSealed } from '#test/rig/arrangements.ts';
import type { AgentName } from '#test/rig/fabric-config.ts';
import { type FaultProxy, startFaultProxy, type Toxics } from '#test/rig/fault-proxy.ts';
import { storyOf } from '#test/rig/job-bench.ts';
import { onBench } from '#test/rig/on-bench.ts';
import { until } from '#test/rig/until.ts';

const proxies = new Map<AgentName, FaultProxy>();
const bench = onBench('wire', () => ({
  reachedAt: async ({ name, url }) => {
    const proxy = await startFaultProxy(url);
    proxies.set(name, proxy);
    return proxy.url;
  },
}));
afterAll(async () => {
  for (const proxy of proxies.values()) await proxy.close();
});
const proxyOf = (agent: AgentName): FaultProxy => {
  const proxy = proxies.get(agent);
  if (!proxy) throw new Error(`${agent} is reached without a proxy`);
  return proxy;
};

async function plannedClones(count = 2) {
  const { fabric, counts, world } = bench();
  for (const proxy of proxies.values()) await proxy.set({});
  await bench().settle();
  await goldenSealed(fabric, 'golden-1', true);
  const [hostIds, lunId] = [await bothHosts(fabric), await goldenLunId(fabric, 'golden-1')];
  const input = { goldenLunId: lunId, count, namePattern: freshName('wire'), hostIds };
  counts.jobs += 1;
  return {
    plan: await fabric.desk.plan('clone-luns', input),
    before: await world(),
    array: proxyOf('array'),
    ...fabric,
    ...bench(),
  };
}

const wires: [string, Toxics][] = [
  ['answers are lost', { reset: 3 }],
  ['answers are late', { latency: 300 }],
  ['connections are closed late', { slow_close: 300, reset: 2 }],
];

it.each(wires)('there and back over a wire on which %s, every row acts once', async (_, toxics) => {
  const { plan, before, array, desk, oracle, world, counts } = await plannedClones();
  for (const verb of ['apply', 'undo'] as const) {
    const meddled = array.meddled();
    await array.set(toxics);
    const job =
      verb === 'apply' ? await desk.ended(await desk.apply(plan.id)) : await desk.steered(await jobOf(plan.id), 'undo');
    expect(job, storyOf(job)).toMatchObject({ state: verb === 'apply' ? 'succeeded' : 'undone' });
    expect(array.meddled()).toBeGreaterThan(meddled);
    counts.otherFaults += array.meddled() - meddled;
    await array.set({});
    await oracle.check();
  }
  expect(await world()).toEqual(before);
});

async function jobOf(planId: string): Promise<string> {
  const { jobId } = await bench().fabric.desk.ask<{ jobId: string }>('GET', `/plans/${planId}`);
  return jobId;
}

it('a job outlives an agent that cannot be reached for a while', async () => {
  const { plan, before, array, desk, faults, oracle, world, counts } = await plannedClones();
  const standing = faults.inSystem('array', { act: 'clone', mode: 'wait' });
  const jobId = await desk.apply(plan.id);
  await standing.fired();
  await array.set({ down: true });
  counts.otherFaults += 1;
  standing.remove();
  await until('the clones to be made while nobody hears of it', async () => {
    const clones = (await oracle.operationsOf(jobId)).filter(({ operation }) => operation === 'lun.clone');
    return clones.length === 2 && clones.every(({ last }) => last === 'done') ? true : null;
  });
  expect(await desk.stateOf(jobId), 'it waits for what it has sent').toBe('running');
  await array.set({});
  const job = await desk.ended(jobId);
  expect(job, storyOf(job)).toMatchObject({ state: 'succeeded' });
  await oracle.check();
  expect(await desk.steered(jobId, 'undo')).toMatchObject({ state: 'undone' });
  expect(await world()).toEqual(before);
});

it('a job outlives an agent that says nothing', async () => {
  const { plan, before, array, desk, oracle, world, counts } = await plannedClones();
  await array.set({ timeout: true });
  const jobId = await desk.apply(plan.id);
  await until('an answer to be kept back', async () => (array.meddled() > 0 ? true : null));
  counts.otherFaults += 1;
  await array.set({});
  const job = await desk.ended(jobId);
  expect(job, storyOf(job)).toMatchObject({ state: 'succeeded' });
  await oracle.check();
  expect(await desk.steered(jobId, 'undo')).toMatchObject({ state: 'undone' });
  expect(await world()).toEqual(before);
});

it('what was taken back and comes again late is refused by its tombstone', async () => {
  const { plan, before, array, desk, faults, oracle, world, counts } = await plannedClones(1);
  const fault = faults.inSystem('array', { act: 'present', mode: 'refuse', times: 1 });
  const known = array.exchanges.length;
  const job = await desk.ended(await desk.apply(plan.id));
  await fault.fired();
  expect(job, storyOf(job)).toMatchObject({ state: 'undone', epoch: 1 });
  expect(await world()).toEqual(before);
  const create = array.exchanges.slice(known).find(({ request }) => request.includes('"lun.clone"'));
  if (!create) throw new Error('The clone was never asked for.');
  // The same bytes once more, as from a switch that had kept them: the very create that was undone.
  expect(await array.repeat(create)).toContain('tombstoned');
  expect(await world(), 'nothing is made late').toEqual(before);
  counts.otherFaults += 2;
  await oracle.check();
});

it('a slow agent keeps its own job waiting and no other', async () => {
  const { fabric, world, counts, oracle } = bench();
  const { desk, faults, templates } = fabric;
  const before = (await plannedClones()).before;
  const [hostId = ''] = await bothHosts(fabric);
  const vms = { templateId: templates['golden-1'], count: 1, namePattern: freshName('slow'), hostIds: [hostId] };
  const slowPlan = await desk.plan('clone-vms', vms);
  const slow = faults.inSystem('host-1', { act: 'create', mode: 'wait' });
  const slowId = await desk.apply(slowPlan.id);
  await slow.fired();
  const others: string[] = [];
  for (let job = 0; job < 5; job += 1) {
    const { goldenLunId: lunId, hostIds } = {
      goldenLunId: await goldenLunId(fabric, 'golden-1'),
      hostIds: await bothHosts(fabric),
    };
    const input = { goldenLunId: lunId, count: 2, namePattern: freshName('quick'), hostIds: hostIds.slice(1) };
    const done = await desk.run('clone-luns', input);
    expect(done, storyOf(done)).toMatchObject({ state: 'succeeded' });
    others.push(done.id);
  }
  expect(await desk.stateOf(slowId), 'it is still at it').toBe('running');
  slow.remove();
  counts.otherFaults += 1;
  counts.jobs += 6;
  expect(await desk.ended(slowId)).toMatchObject({ state: 'succeeded' });
  await oracle.check();
  for (const id of [...others.reverse(), slowId])
    expect(await desk.steered(id, 'undo')).toMatchObject({ state: 'undone' });
  await oracle.check();
  expect(await world()).toEqual(before);
});
