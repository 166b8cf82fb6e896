import { expect, it } from 'vitest';
import { bothHosts, freshName, goldenLunId, goldenSealed } from '#test/rig/arrangements.ts';
import { storyOf } from '#test/rig/job-bench.ts';
import { onBench } from '#test/rig/on-bench.ts';

const bench = onBench('locks');

/** An unseal of golden-2 that stands still in the middle, and a clone job, planned before it, that needs the golden sealed. */
async function twoForOneGolden() {
  const { fabric, counts } = bench();
  const { desk, faults, templates } = fabric;
  await bench().settle();
  await goldenSealed(fabric, 'golden-2', true);
  const [hostIds, lunId] = [await bothHosts(fabric), await goldenLunId(fabric, 'golden-2')];
  const clone = { goldenLunId: lunId, count: 2, namePattern: freshName('wait'), hostIds };
  const [unseal, later] = [
    await desk.plan('unseal-golden', { templateId: templates['golden-2'] }),
    await desk.plan('clone-luns', clone),
  ];
  const standing = faults.inSystem('library-1', { act: 'offline', mode: 'wait', name: 'golden-2' });
  const first = await desk.apply(unseal.id);
  await standing.fired();
  const second = await desk.apply(later.id);
  const waiting = await desk.when(second, 'to wait', ({ state }) => state === 'waiting');
  expect(waiting.waitingFor).toMatchObject({ lock: `lun:${lunId}`, holderJobId: first, holderTitle: unseal.title });
  counts.jobs += 2;
  counts.otherFaults += 1;
  return { first, second, standing, ...fabric, ...bench() };
}

it('a job that waited learns that its plan no longer fits, and does nothing', async () => {
  const { first, second, standing, desk, oracle } = await twoForOneGolden();
  standing.remove();
  expect(await desk.ended(first)).toMatchObject({ state: 'succeeded' });
  const job = await desk.ended(second);
  expect(job, storyOf(job)).toMatchObject({ state: 'undone', waitingFor: null });
  expect(job.failure?.code).toMatch(/^plan_(refused|stale)$/);
  expect(job.rows.map(({ state, attempts }) => `${state} ${attempts}`)).toEqual(job.rows.map(() => 'skipped 0'));
  expect(await oracle.operationsOf(second)).toEqual([]);
  await oracle.check();
});

it('a job that waited for one that changed nothing goes on', async () => {
  const { first, second, standing, desk, oracle } = await twoForOneGolden();
  await desk.steer(first, 'cancel');
  standing.remove();
  expect(await desk.ended(first)).toMatchObject({ state: 'undone' });
  const job = await desk.ended(second);
  expect(job, storyOf(job)).toMatchObject({ state: 'succeeded' });
  await oracle.check();
  expect(await desk.steered(second, 'undo')).toMatchObject({ state: 'undone' });
});

it('a job that waits outlives the death of its worker, and still learns that its plan no longer fits', async () => {
  const { first, second, standing, desk, fabric, oracle, counts } = await twoForOneGolden();
  for (const worker of fabric.workers) await (await worker.running()).kill9();
  counts.workerKills += fabric.workers.length;
  for (const worker of fabric.workers) await worker.running();
  standing.remove();
  expect(await desk.ended(first)).toMatchObject({ state: 'succeeded' });
  const job = await desk.ended(second);
  expect(job.failure?.code, storyOf(job)).toMatch(/^plan_(refused|stale)$/);
  expect(await oracle.operationsOf(second)).toEqual([]);
  await oracle.check();
});

it('a job that is asked to stop while it waits has done nothing', async () => {
  const { first, second, standing, desk, oracle } = await twoForOneGolden();
  const stopped = await desk.steered(second, 'cancel');
  expect(stopped, storyOf(stopped)).toMatchObject({ state: 'undone', failure: { code: 'cancelled' } });
  expect(stopped.items.map(({ state }) => state)).toEqual(['cancelled', 'cancelled']);
  standing.remove();
  expect(await desk.ended(first)).toMatchObject({ state: 'succeeded' });
  expect(await oracle.operationsOf(second)).toEqual([]);
  await oracle.check();
});
