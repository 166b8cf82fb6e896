import { expect } from 'vitest';
import type { JobDto } from '#contract/api/jobs.ts';
import type { PlanDto, ProcedureName } from '#contract/api/plans.ts';
import type { WorldEvent } from './event-cases.ts';
import { openJobBench, storyOf } from './job-bench.ts';
import type { FabricOptions, ProofFabric } from './proof-fabric.ts';

export type ProcedureProof = {
  name: ProcedureName;
  /** Keys of the shared rows and of those of the first item, as the plan has them. */
  rows: readonly string[];
  /** Those of them that cannot be taken back. */
  irreversible?: readonly string[];
  /** Brings the fabric to where this can be planned, if it is not there already, and answers the input. */
  arrange: (fabric: ProofFabric) => Promise<unknown>;
  /** The procedure that brings the fabric back to where it was, after this one has succeeded. */
  reverse?: (fabric: ProofFabric, job: JobDto) => Promise<{ procedure: ProcedureName; input: unknown }>;
  /** What may come in between on the systems that it is proven on. */
  events?: readonly WorldEvent[];
};
export type ProcedureBench = Awaited<ReturnType<typeof openProcedureBench>>;

/** A fabric, the oracle, and what every case of a procedure's proof does. */
export async function openProcedureBench(proof: ProcedureProof, options: FabricOptions) {
  const { name, rows, arrange, reverse, irreversible = [] } = proof;
  const bench = await openJobBench(options);
  const { fabric, oracle, counts, world } = bench;
  const { desk } = fabric;
  const isReversible = irreversible.length === 0;

  /** What cases that broke half-way left standing. */
  const undoLeft = async () => {
    const state = { in: ['succeeded', 'partially_succeeded'] };
    const left = await fabric.db.job.findMany({ where: { procedure: name, state }, orderBy: { createdAt: 'desc' } });
    for (const { id } of left) await desk.steered(id, 'undo');
  };
  /** A plan that is ready to be applied, and the world before it. */
  const begin = async (): Promise<{ plan: PlanDto; before: unknown }> => {
    await bench.settle();
    // Where there is a reverse, `arrange` brings the fabric back.
    if (isReversible && !reverse) await undoLeft();
    const plan = await desk.plan(name, await arrange(fabric));
    const own = plan.rows.filter((row) => row.item === null || row.item === plan.items[0]?.key);
    expect(
      own.map(({ key }) => key),
      'the rows that are proven are those of the plan',
    ).toEqual(rows);
    return { plan, before: await world() };
  };
  const apply = async (plan: PlanDto): Promise<JobDto> => {
    counts.jobs += 1;
    return desk.ended(await desk.apply(plan.id));
  };
  /** Takes back what stands of a job, where that can be; then the world is as it was, and nothing is lost. */
  const takeBack = async (job: JobDto, before: unknown): Promise<JobDto> => {
    const canBe = isReversible && job.state !== 'undone';
    const undone = canBe ? await desk.steered(job.id, 'undo') : job;
    if (isReversible || job.state === 'undone') {
      expect(undone, storyOf(undone)).toMatchObject({ state: 'undone' });
      expect(await world(), 'the world is as it was').toEqual(before);
    }
    await oracle.check();
    return undone;
  };
  return { ...bench, ...{ isReversible, reverse, begin, apply, takeBack } };
}
