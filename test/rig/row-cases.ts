import { expect } from 'vitest';
import type { FaultEnd } from '#agent/operations/fault-point.ts';
import type { JobDto } from '#contract/api/jobs.ts';
import type { PlanDto } from '#contract/api/plans.ts';
import { operationId } from '#domain/plans/operation-id.ts';
import type { AgentName } from './fabric-config.ts';
import { storyOf } from './job-bench.ts';
import type { Direction, Planted } from './planted-faults.ts';
import type { ProcedureBench } from './procedure-bench.ts';
import { rowOf } from './row-of.ts';

/** Tries of a broken act after which the engine gives a row up. */
const tries = 3;

export async function comeThrough({ begin, apply, takeBack, reverse, oracle, world, fabric }: ProcedureBench) {
  const { plan, before } = await begin();
  const job = await apply(plan);
  expect(job, storyOf(job)).toMatchObject({ state: 'succeeded', failure: null });
  await oracle.check();
  if (!reverse) {
    await takeBack(job, before);
    return;
  }
  const { procedure, input } = await reverse(fabric, job);
  const back = await apply(await fabric.desk.plan(procedure, input));
  expect(back, storyOf(back)).toMatchObject({ state: 'succeeded' });
  expect(await world(), 'the world is as it was').toEqual(before);
  await oracle.check();
}

/** Answers may be lost and requests repeated: the same ids are the same acts, before and after they are taken back. */
export async function actTwice({ begin, apply, takeBack, resend, world, isReversible }: ProcedureBench) {
  const { plan, before } = await begin();
  const job = await apply(plan);
  const after = await world();
  expect(new Set(await resend(job, 'do')), 'acts that are done').toEqual(new Set(['done']));
  expect(await world(), 'nothing acts twice').toEqual(after);
  const undone = await takeBack(job, before);
  if (!isReversible) return;
  expect(new Set(await resend(undone, 'undo')), 'undos that are done').toEqual(new Set(['done']));
  const late = new Set(await resend(undone, 'do'));
  expect(late, 'acts that were taken back').toContain('tombstoned');
  // Rows that change nothing are never taken back, so they may be asked again.
  expect([...late].filter((end) => end !== 'tombstoned' && end !== 'done')).toEqual([]);
  expect(await world(), 'what was taken back stays so').toEqual(before);
}

export const refuse = (bench: ProcedureBench, row: string) => spoil(bench, row, 'refuse');
export const fail = (bench: ProcedureBench, row: string) => spoil(bench, row, 'fail', tries);
export const lie = (bench: ProcedureBench, row: string) => spoil(bench, row, 'lie');

const codes = { refuse: 'planted_refusal', fail: 'planted_failure', lie: 'proof_failed' } as const;

/** One row does not come through: its item, or everything when the row is shared, is taken back by itself. */
async function spoil(bench: ProcedureBench, key: string, end: FaultEnd, times = 1): Promise<void> {
  const { begin, apply, takeBack, oracle, counts } = bench;
  const { plan, before } = await begin();
  const { item } = rowOf(plan, key);
  const fault = plant(bench, plan, key, 'do', end, times);
  const job = await apply(plan);
  await fault.fired();
  counts.otherFaults += 1;
  const pretended = end === 'lie' ? [operationId(job.id, 0, key, 'do')] : [];
  await oracle.check({ pretended });
  const othersStand = item !== null && plan.items.length > 1;
  expect(job, storyOf(job)).toMatchObject({ state: othersStand ? 'partially_succeeded' : 'undone' });
  expect(rowIn(job, key).failure, storyOf(job)).toMatchObject({ code: codes[end] });
  for (const one of job.items) {
    const isItsOwn = item === null || one.key === item;
    // Items that were not begun when a shared row broke are cancelled.
    expect(one.state, storyOf(job)).toMatch(isItsOwn ? /^(undone|cancelled)$/ : /^succeeded$/);
  }
  await takeBack(job, before);
}

export const refuseToUndo = (bench: ProcedureBench, row: string) => spoilUndo(bench, row, 'refuse');
export const lieWhileUndoing = (bench: ProcedureBench, row: string) => spoilUndo(bench, row, 'lie');

/** The undo of a row does not come through: the job is stuck, says why, holds on to its locks, and can be retried. */
async function spoilUndo(bench: ProcedureBench, key: string, end: FaultEnd): Promise<void> {
  const { fabric, begin, apply, takeBack, oracle, counts } = bench;
  const { plan, before } = await begin();
  if (rowOf(plan, key).undo.kind !== 'operation') throw new Error(`${key} has no undo`);
  const job = await apply(plan);
  expect(job, storyOf(job)).toMatchObject({ state: 'succeeded' });
  const fault = plant(bench, plan, key, 'undo', end, 1);
  const stuck = await fabric.desk.steered(job.id, 'undo');
  await fault.fired();
  counts.otherFaults += 1;
  expect(stuck, storyOf(stuck)).toMatchObject({ state: 'stuck', stuck: { rows: [key] } });
  expect(stuck.stuck?.cause).toContain(end === 'refuse' ? 'refused on purpose' : 'disagrees');
  expect(stuck.stuck?.locks.length).toBeGreaterThan(0);
  const pretended = end === 'lie' ? [operationId(job.id, 0, key, 'undo')] : [];
  await oracle.check({ stuck: [job.id], pretended });
  const undone = await fabric.desk.steered(job.id, 'retry');
  await takeBack(undone, before);
}

function plant(
  { fabric }: ProcedureBench,
  plan: PlanDto,
  row: string,
  direction: Direction,
  end: FaultEnd,
  times: number,
): Planted {
  return fabric.faults.actEnds(rowOf(plan, row).agentName as AgentName, { end, times, direction, row });
}

function rowIn(job: JobDto, key: string): JobDto['rows'][number] {
  const row = job.rows.find((one) => one.key === key);
  if (!row) throw new Error(`The job has no row ${key}.`);
  return row;
}
