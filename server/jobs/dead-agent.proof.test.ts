import { expect, it } from 'vitest';
import { bothHosts, freshName, goldenSealed } from '#test/rig/arrangements.ts';
import { storyOf } from '#test/rig/job-bench.ts';
import { onBench } from '#test/rig/on-bench.ts';

const bench = onBench('dead agent', () => ({ patienceMs: 4_000 }));

it('waits its patience for an agent that never heard of it, and takes back the rest', async () => {
  const { fabric, oracle, world, counts } = bench();
  const { desk, faults, agents, templates } = fabric;
  await bench().settle();
  await goldenSealed(fabric, 'golden-1', true);
  const [hostId = ''] = await bothHosts(fabric);
  const input = { templateId: templates['golden-1'], count: 2, namePattern: freshName('dead'), hostIds: [hostId] };
  const plan = await desk.plan('clone-vms', input);
  const before = await world();
  const standing = faults.inSystem('array', { act: 'clone', mode: 'wait' });
  const jobId = await desk.apply(plan.id);
  await standing.fired();
  await agents['host-1'].kept.holdDown();
  standing.remove();
  const job = await desk.ended(jobId);
  expect(job, storyOf(job)).toMatchObject({ state: 'undone', failure: { code: 'agent_unreachable' } });
  await agents['host-1'].kept.letUp();
  expect(await world()).toEqual(before);
  counts.jobs += 1;
  counts.agentKills += 1;
  await oracle.check();
});

it('is stuck when an agent dies with an act and does not come back, and is taken back when it does', async () => {
  const { fabric, oracle, world, counts, resend } = bench();
  const { desk, faults, agents, templates, pool } = fabric;
  await bench().settle();
  await goldenSealed(fabric, 'golden-2', false);
  const plan = await desk.plan('seal-golden', { templateId: templates['golden-2'] });
  const before = await world();
  const standing = faults.inSystem('library-1', { act: 'online', mode: 'wait' });
  const jobId = await desk.apply(plan.id);
  await standing.fired();
  await agents.library.kept.holdDown();
  standing.remove();
  const stuck = await desk.ended(jobId);
  expect(stuck, storyOf(stuck)).toMatchObject({ state: 'stuck', stuck: { rows: ['disk.online'] } });
  expect(stuck.stuck?.cause).toMatch(/^(Nothing answers at|http:\/\/127)/);
  expect(stuck.stuck?.leftBehind.length).toBeGreaterThan(0);
  const { rowCount } = await pool.query('SELECT 1 FROM "Lock" WHERE "jobId" = $1', [jobId]);
  expect(rowCount, 'nobody else touches what it left').toBeGreaterThan(0);
  await agents.library.kept.letUp();
  counts.jobs += 1;
  counts.agentKills += 1;
  await oracle.check({ stuck: [jobId] });

  const undone = await desk.steered(jobId, 'retry');
  expect(undone, storyOf(undone)).toMatchObject({ state: 'undone' });
  expect(await world()).toEqual(before);
  await oracle.check();
  expect((await resend(undone, 'do')).filter((end) => end !== 'tombstoned')).toEqual([]);
  expect(await world()).toEqual(before);
});

it('of an act that cannot be taken back it asks what became of it, once the agent is there again', async () => {
  const { fabric, oracle, counts } = bench();
  const { desk, faults, agents, templates, db } = fabric;
  await bench().settle();
  await goldenSealed(fabric, 'golden-1', true);
  const namePattern = freshName('gone');
  const hostIds = await bothHosts(fabric);
  const input = { templateId: templates['golden-1'], count: 2, namePattern, hostIds, start: false };
  const cloned = await desk.run('clone-vms', input);
  const vms = await db.vm.findMany({ where: { name: { in: cloned.items.map(({ title }) => title) } } });
  await desk.run('delete-vms', { vmIds: vms.map(({ id }) => id) });
  const luns = await db.lun.findMany({
    where: { name: { in: vms.map(({ name }) => name) } },
    orderBy: { name: 'asc' },
  });
  const plan = await desk.plan('purge-luns', { lunIds: luns.map(({ id }) => id) });
  // The first is done and its answer lost with the agent; the second has not begun when the agent dies.
  const standing = faults.inSystem('array', { act: 'delete', mode: 'wait', name: luns[1]?.name ?? '' });
  const jobId = await desk.apply(plan.id);
  await standing.fired();
  await agents.array.kept.holdDown();
  standing.remove();
  const stuck = await desk.ended(jobId);
  expect(stuck, storyOf(stuck)).toMatchObject({ state: 'stuck' });
  await agents.array.kept.letUp();
  counts.jobs += 3;
  counts.agentKills += 1;
  await oracle.check({ stuck: [jobId] });
  const settled = await desk.steered(jobId, 'retry');
  expect(settled, storyOf(settled)).toMatchObject({ state: 'succeeded', failure: null });
  await oracle.check();
});
