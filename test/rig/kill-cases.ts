import { expect } from 'vitest';
import type { FaultWindow } from '#agent/operations/fault-point.ts';
import type { Window } from '#server/jobs/windows.ts';
import { type AgentName, agentNames } from './fabric-config.ts';
import { storyOf } from './job-bench.ts';
import type { Direction, Planted } from './planted-faults.ts';
import type { ProcedureBench } from './procedure-bench.ts';
import type { ProofCounts } from './proof-counts.ts';
import { rowOf } from './row-of.ts';

/** Rows, each with the moment at which a process falls; within one case they fall one after the other. */
export type Falls<W> = readonly (readonly [row: string, moment: W])[];
type Kill = {
  count: keyof ProofCounts;
  rows: readonly string[];
  plant: (direction: Direction, rows: readonly string[], agentOf: (row: string) => AgentName) => Planted[];
};

/** The worker dies when a row passes its moment, on the way there and on the way back; another goes on. */
export function killWorkers(bench: ProcedureBench, falls: Falls<Window>): Promise<void> {
  const plant: Kill['plant'] = (direction, rows) => {
    const chosen = falls.filter(([row]) => rows.includes(row));
    return [bench.fabric.faults.workerFalls(chosen.map(([row, window]) => ({ window, direction, row })))];
  };
  return kill(bench, { count: 'workerKills', rows: falls.map(([row]) => row), plant });
}

/** The agent that carries a row out dies at its moment, on the way there and on the way back, and is started again. */
export function killAgents(bench: ProcedureBench, falls: Falls<FaultWindow>): Promise<void> {
  const plant: Kill['plant'] = (direction, rows, agentOf) =>
    agentNames.map((agent) => {
      const own = falls.filter(([row]) => rows.includes(row) && agentOf(row) === agent);
      return bench.fabric.faults.agentFalls(
        agent,
        own.map(([row, window]) => ({ window, direction, row })),
      );
    });
  return kill(bench, { count: 'agentKills', rows: falls.map(([row]) => row), plant });
}

async function kill(
  { begin, apply, takeBack, oracle, counts, isReversible }: ProcedureBench,
  { count, rows, plant }: Kill,
) {
  const { plan, before } = await begin();
  const agentOf = (row: string) => rowOf(plan, row).agentName as AgentName;
  const fall = plant('do', rows, agentOf);
  const job = await apply(plan);
  for (const one of fall) await one.fired();
  counts[count] += rows.length;
  expect(job, storyOf(job)).toMatchObject({ state: 'succeeded' });
  await oracle.check();
  const back = isReversible ? rows.filter((row) => rowOf(plan, row).undo.kind === 'operation') : [];
  const fallBack = plant('undo', back, agentOf);
  await takeBack(job, before);
  for (const one of fallBack) await one.fired();
  counts[count] += back.length;
}
