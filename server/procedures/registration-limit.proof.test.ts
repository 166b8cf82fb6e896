import { expect, it } from 'vitest';
import type { PlanDto } from '#contract/api/plans.ts';
import { clusterPartsWith } from '#test/rig/cluster-parts.ts';
import { csvInput } from '#test/rig/csv-arrangements.ts';
import { storyOf } from '#test/rig/job-bench.ts';
import { onBench } from '#test/rig/on-bench.ts';
import { until } from '#test/rig/until.ts';

/** Two hosts with two channels each want four on one LUN. */
const LIMIT = 3;
const bench = onBench('registration-limit', () => ({ makeParts: clusterPartsWith(LIMIT) }));

it('an override plans past the limit, and cannot make the array hold more: the job is taken back', async () => {
  const { fabric, oracle, counts, settle, world } = bench();
  const { desk, db } = fabric;
  await settle();
  const input = await csvInput(fabric);
  await expect(desk.plan('create-csv', input)).rejects.toThrow('registration_limit_exceeded');
  const before = await world();
  const { name: registrationLimit } = await db.array.findFirstOrThrow();
  const body = { procedure: 'create-csv', input, override: { registrationLimit } };
  const plan = await desk.askAsAdmin<PlanDto>('POST', '/plans', body);
  expect(plan.overrides).toEqual({ registrationLimit });
  counts.jobs += 1;
  const job = await desk.ended(await desk.apply(plan.id));
  expect(job, storyOf(job)).toMatchObject({ state: 'undone' });
  const refused = job.rows.filter(({ failure }) => failure !== null);
  expect(refused).toMatchObject([
    { key: 'csv.host-2.admit', failure: { code: 'insufficient_registration_resources' } },
  ]);
  expect(await world(), 'the world is as it was').toEqual(before);
  await oracle.check();
});

it('a probe finds the limit, and it is written down with the job that found it', async () => {
  const { fabric, oracle, counts, settle } = bench();
  const { desk, db } = fabric;
  await settle();
  const [array, pool] = [await db.array.findFirstOrThrow(), await db.pool.findFirstOrThrow()];
  const input = { arrayId: array.id, poolId: pool.id, ceiling: 4 * LIMIT };
  counts.jobs += 1;
  const job = await desk.run('probe-registration-limit', input);
  expect(job, storyOf(job)).toMatchObject({ state: 'succeeded' });
  const limit = await until('the limit to be written down', () => db.capacityLimit.findFirst());
  expect(limit).toMatchObject({
    arrayId: array.id,
    scope: 'lun',
    value: BigInt(LIMIT),
    source: `probe, job ${job.id}`,
  });
  await oracle.check();
});
