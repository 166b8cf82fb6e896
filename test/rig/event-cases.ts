import { expect } from 'vitest';
import type { JobDto } from '#contract/api/jobs.ts';
import type { PlanDto } from '#contract/api/plans.ts';
import { storyOf } from './job-bench.ts';
import type { Direction } from './planted-faults.ts';
import type { ProcedureBench } from './procedure-bench.ts';
import type { ProofFabric } from './proof-fabric.ts';
import { until } from './until.ts';

/** Something that somebody else does to the world while a job is under way, just before an act of a row is asked for. */
export type WorldEvent = {
  title: string;
  row: string;
  direction: Direction;
  /** Does it, or begins to watch for its moment; answers how it is taken away again, or waited for. */
  happen: (fabric: ProofFabric, plan: PlanDto) => Promise<() => Promise<void>>;
  ends: 'succeeded' | 'undone' | 'stuck';
  /** Why the row did not come through; null = it did. */
  code: string | null;
};

/**
 * The worker is stopped before the row, the event happens, the worker goes on. The job ends as it must, and when the event
 * is over the world is as before: by itself, or by a retry of an undo that it stood in the way of.
 */
export async function meet(bench: ProcedureBench, event: WorldEvent): Promise<void> {
  const { row, direction, happen, ends, code } = event;
  const { fabric, begin, takeBack, oracle, counts } = bench;
  const { desk, faults, workers } = fabric;
  const { plan, before } = await begin();
  const stop = faults.workerFalls([{ window: 'before-intent', direction, row, signal: 'SIGSTOP' }]);
  counts.jobs += 1;
  const jobId = await desk.apply(plan.id);
  if (direction === 'undo') {
    await desk.ended(jobId);
    await desk.steer(jobId, 'undo');
  }
  await stop.fired();
  // It takes the fault out before it stops: whoever woke it in between would wake it for nothing.
  await until('a worker to stand still', async () => (workers.some((one) => one.standsStill()) ? true : null));
  const over = await happen(fabric, plan);
  for (const worker of workers) worker.wake();
  const job = await desk.ended(jobId).finally(over);
  counts.otherFaults += 1;
  expect(job, storyOf(job)).toMatchObject({ state: ends });
  expect(failureOf(job, row)?.code ?? null, storyOf(job)).toBe(code);
  await oracle.check({ stuck: ends === 'stuck' ? [jobId] : [] });
  await takeBack(ends === 'stuck' ? await desk.steered(jobId, 'retry') : job, before);
}

const failureOf = (job: JobDto, row: string) => job.rows.find(({ key }) => key === row)?.failure;
