import type { JobDto } from '#contract/api/jobs.ts';
import { agentNames } from './fabric-config.ts';
import { nothingLost } from './nothing-lost.ts';
import { newCounts } from './proof-counts.ts';
import { type FabricOptions, openProofFabric } from './proof-fabric.ts';
import { resendOperations } from './resend-operations.ts';
import { inventoryOf } from './world.ts';

export type JobBench = Awaited<ReturnType<typeof openJobBench>>;

/** A fabric, the oracle over it, and what was done to the product so far. */
export async function openJobBench(options: FabricOptions = {}) {
  const fabric = await openProofFabric(options);
  const oracle = nothingLost(fabric);
  return {
    ...{ fabric, oracle, counts: newCounts() },
    /** All that the agents report now; equal worlds are equal fabrics. */
    world: () => inventoryOf(agentNames.map((agent) => fabric.agents[agent].endpoint)),
    resend: (job: JobDto, direction: 'do' | 'undo') => resendOperations(fabric, oracle, job, direction),
  };
}

/** Why a job is not as it should be. */
export function storyOf(job: JobDto): string {
  const rows = job.rows.map(({ key, state, failure }) => `${key} ${state}${failure ? ` (${failure.sentence})` : ''}`);
  return `${job.title} is ${job.state}: ${job.failure?.sentence ?? ''} ${rows.join(', ')}`;
}
