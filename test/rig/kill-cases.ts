import { expect } from 'vitest';
import type { FaultWindow } from '#agent/operations/fault-point.ts';
import type { Window } from '#server/jobs/windows.ts';
import type { AgentName } from './fabric-config.ts';
import { storyOf } from './job-bench.ts';
import type { Direction, Planted } from './planted-faults.ts';
import type { ProcedureBench } from './procedure-bench.ts';
import type { ProofCounts } from './proof-counts.ts';
import { rowOf } from './row-acts.ts';

type Kill = { count: keyof ProofCounts; row: string; plant: (direction: Direction, agent: AgentName) => Planted };

/** The worker dies when the row passes the moment, on the way there and on the way back. */
export function killWorker(bench: ProcedureBench, row: string, window: Window): Promise<void> {
  const { faults } = bench.fabric;
  return kill(bench, {
    count: 'workerKills',
    row,
    plant: (direction) => faults.workerFall({ window, direction, row }),
  });
}

/** The agent that carries out the row dies at the moment, on the way there and on the way back. */
export function killAgent(bench: ProcedureBench, row: string, window: FaultWindow): Promise<void> {
  const { faults } = bench.fabric;
  const plant: Kill['plant'] = (direction, agent) => faults.agentFall(agent, { window, direction, row });
  return kill(bench, { count: 'agentKills', row, plant });
}

async function kill(
  { begin, apply, takeBack, oracle, counts }: ProcedureBench,
  { count, row, plant }: Kill,
): Promise<void> {
  const { plan, before } = await begin();
  const { agentName, undo } = rowOf(plan, row);
  const fall = plant('do', agentName as AgentName);
  const job = await apply(plan);
  await fall.fired();
  counts[count] += 1;
  expect(job, storyOf(job)).toMatchObject({ state: 'succeeded' });
  await oracle.check();
  const fallBack = undo.kind === 'operation' ? plant('undo', agentName as AgentName) : null;
  await takeBack(job, before);
  if (!fallBack) return;
  await fallBack.fired();
  counts[count] += 1;
}
