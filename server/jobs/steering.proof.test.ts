import { expect, it } from 'vitest';
import type { JobDto } from '#contract/api/jobs.ts';
import { bothHosts, freshName, goldenLunId, goldenSealed } from '#test/rig/arrangements.ts';
import { storyOf } from '#test/rig/job-bench.ts';
import { onBench } from '#test/rig/on-bench.ts';
import { rowOf } from '#test/rig/row-of.ts';

const bench = onBench('steering');

const itemStates = ({ items }: JobDto) => items.map(({ state }) => state);
const rowIn = (job: JobDto, key: string) => job.rows.find((row) => row.key === key);

/** A plan for clones of golden-1 on a fabric without faults, and the world before it. */
async function planned(procedure: 'clone-vms' | 'clone-luns', count: number) {
  const { fabric, world, counts } = bench();
  await bench().settle();
  await goldenSealed(fabric, 'golden-1', true);
  const [hostIds, goldenLun] = [await bothHosts(fabric), await goldenLunId(fabric, 'golden-1')];
  const source = procedure === 'clone-vms' ? { templateId: fabric.templates['golden-1'] } : { goldenLunId: goldenLun };
  const plan = await fabric.desk.plan(procedure, { ...source, count, namePattern: freshName('steer'), hostIds });
  counts.jobs += 1;
  return { plan, before: await world(), ...fabric, ...bench() };
}

it('cancelled midway, it keeps the items that are done and takes the others back', async () => {
  const { plan, desk, faults, db, oracle, counts } = await planned('clone-vms', 3);
  const [, second] = plan.items;
  const { system } = rowOf(plan, 'vm-2.start');
  const silent = faults.inSystem(system, { act: 'start', mode: 'wait', name: second?.title ?? '' });
  const jobId = await desk.apply(plan.id);
  await desk.when(jobId, 'two VMs to be up and one to be silent', (job) => {
    return rowIn(job, 'vm-2.start')?.state === 'sent' && itemStates(job).join() === 'succeeded,running,succeeded';
  });
  await silent.fired();
  await desk.steer(jobId, 'cancel');
  expect(await desk.stateOf(jobId)).toMatch(/^(cancelling|undoing)$/);
  await expect(desk.steer(jobId, 'cancel')).rejects.toThrow(/409/);
  // The agent is still at the start that is to be taken back; the undo waits for it.
  await desk.when(jobId, 'the undo to be sent', (job) => rowIn(job, 'vm-2.start')?.state === 'undo_sent');
  silent.remove();
  const job = await desk.ended(jobId);
  expect(job, storyOf(job)).toMatchObject({ state: 'partially_succeeded' });
  expect(itemStates(job)).toEqual(['succeeded', 'undone', 'succeeded']);
  counts.otherFaults += 1;
  await oracle.check();
  const vms = await db.vm.findMany({ where: { name: { in: plan.items.map(({ title }) => title) } } });
  expect(vms.map(({ name, state }) => `${name} ${state}`).sort()).toEqual(
    [plan.items[0], plan.items[2]].map((item) => `${item?.title} running`),
  );
});

it('retried, it runs its failed items again and leaves the others; undone later, nothing of any round is left', async () => {
  const { plan, before, desk, faults, oracle, world, resend, counts } = await planned('clone-vms', 3);
  const fault = faults.inSystem('array', { act: 'clone', mode: 'refuse', name: plan.items[1]?.title ?? '', times: 1 });
  const failed = await desk.ended(await desk.apply(plan.id));
  await fault.fired();
  counts.otherFaults += 1;
  expect(failed, storyOf(failed)).toMatchObject({ state: 'partially_succeeded', round: 0 });
  expect(itemStates(failed)).toEqual(['succeeded', 'undone', 'succeeded']);
  expect(failed.items[1]?.failure).toMatchObject({ code: 'planted_refusal' });
  await oracle.check();

  const retried = await desk.steered(failed.id, 'retry');
  expect(retried, storyOf(retried)).toMatchObject({ state: 'succeeded', round: 1, failure: null });
  expect(rowIn(retried, 'vm-1.clone')?.attempts, 'what is done is not done again').toBe(1);
  expect(rowIn(retried, 'vm-2.clone')?.attempts).toBe(2);
  await oracle.check();

  const undone = await desk.steered(failed.id, 'undo');
  expect(undone, storyOf(undone)).toMatchObject({ state: 'undone' });
  expect(await world()).toEqual(before);
  await oracle.check();
  // Of both rounds: nothing that was taken back can come again.
  const late = await resend(undone, 'do');
  expect(late.filter((end) => end !== 'tombstoned' && end !== 'planted_refusal')).toEqual([]);
  expect(await world()).toEqual(before);
  await expect(desk.steer(failed.id, 'retry')).rejects.toThrow(/409/);
});

it('abandoned when it is stuck, it lists what is left, gives its locks back, and its acts come no more', async () => {
  const { plan, desk, faults, oracle, pool, world, resend, counts } = await planned('clone-luns', 2);
  const name = plan.items[0]?.title ?? '';
  const created = await desk.ended(await desk.apply(plan.id));
  expect(created, storyOf(created)).toMatchObject({ state: 'succeeded' });
  const fault = faults.inSystem('array', { act: 'delete', mode: 'refuse', name });
  const stuck = await desk.steered(created.id, 'undo');
  await fault.fired();
  counts.otherFaults += 1;
  expect(stuck, storyOf(stuck)).toMatchObject({ state: 'stuck', stuck: { rows: ['lun-1.clone'] } });
  expect(stuck.stuck?.cause).toBe(`${name} refuses to delete.`);
  expect(stuck.stuck?.nextActions.length).toBeGreaterThan(0);
  const held = async () => (await pool.query('SELECT key FROM "Lock" WHERE "jobId" = $1', [stuck.id])).rowCount ?? 0;
  expect(await held(), 'a stuck job keeps its locks').toBeGreaterThan(0);
  await oracle.check({ stuck: [stuck.id] });

  const abandoned = await desk.steered(stuck.id, 'abandon');
  expect(abandoned).toMatchObject({ state: 'abandoned' });
  expect(abandoned.leftBehind?.join()).toContain(`Clone golden-1 as LUN ${name}`);
  expect(await held(), 'an abandoned one gives them back').toBe(0);
  fault.remove();
  const left = await world();
  const late = await resend(abandoned, 'do');
  expect(late).toContain('tombstoned');
  expect(late.filter((end) => !['tombstoned', 'done'].includes(end))).toEqual([]);
  expect(await world()).toEqual(left);
  await oracle.check();
});

it('does not open a golden again of which clones were made while the undo of its seal waited', async () => {
  const { fabric, oracle, counts } = bench();
  const { desk, faults, templates } = fabric;
  await bench().settle();
  await goldenSealed(fabric, 'golden-2', false);
  const templateId = templates['golden-2'];
  const seal = await desk.run('seal-golden', { templateId });
  expect(seal, storyOf(seal)).toMatchObject({ state: 'succeeded' });
  const [hostIds, goldenLun] = [await bothHosts(fabric), await goldenLunId(fabric, 'golden-2')];
  const namePattern = freshName('late');
  const clone = await desk.plan('clone-luns', { goldenLunId: goldenLun, count: 1, namePattern, hostIds });
  const slow = faults.inSystem('array', { act: 'clone', mode: 'wait' });
  const cloneId = await desk.apply(clone.id);
  await slow.fired();
  // There is no clone yet, so nothing forbids it; the clone that is being made holds the golden.
  await desk.steer(seal.id, 'undo');
  const waiting = await desk.when(seal.id, 'the undo to wait', ({ state }) => state === 'waiting');
  expect(waiting.waitingFor).toMatchObject({
    lock: `lun:${goldenLun}`,
    holderJobId: cloneId,
    holderTitle: clone.title,
  });
  await expect(desk.steer(seal.id, 'cancel'), 'an undo is not cancelled').rejects.toThrow(/409.*taking back/s);
  slow.remove();
  expect(await desk.ended(cloneId)).toMatchObject({ state: 'succeeded' });
  const stands = await desk.ended(seal.id);
  expect(stands, storyOf(stands)).toMatchObject({ state: 'succeeded', failure: { code: 'undo_refused' } });
  counts.jobs += 2;
  counts.otherFaults += 1;
  await oracle.check();
  await expect(desk.steer(seal.id, 'undo')).rejects.toThrow(/409/);
  await desk.steered(cloneId, 'undo');
  expect(await desk.steered(seal.id, 'undo')).toMatchObject({ state: 'undone' });
  await oracle.check();
});
