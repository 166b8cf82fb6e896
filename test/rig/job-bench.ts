import type { JobDto } from '#contract/api/jobs.ts';
import { nothingLost } from './nothing-lost.ts';
import { newCounts } from './proof-counts.ts';
import { type FabricOptions, openProofFabric, type ProofFabric } from './proof-fabric.ts';
import { resendOperations } from './resend-operations.ts';
import { inventoryOf } from './world.ts';

export type JobBench = Awaited<ReturnType<typeof openJobBench>>;

/** A fabric, the oracle over it, and what was done to the product so far. */
export async function openJobBench(options: FabricOptions = {}) {
  const fabric = await openProofFabric(options);
  const oracle = nothingLost(fabric);
  return {
    ...{ fabric, oracle, counts: newCounts() },
    /** For the beginning of a case: nothing of the one before is left, also when that one failed half-way. */
    settle: async () => {
      await fabric.settle();
      await settleJobs(fabric);
      await oracle.forgive();
    },
    /** All that the agents report now, and what a look past them shows; equal worlds are equal fabrics. */
    world: async () => {
      const { agents, parts } = fabric;
      const endpoints = Object.values(agents).map(({ endpoint }) => endpoint);
      return { told: await inventoryOf(endpoints, parts.steady), seen: await parts.look() };
    },
    resend: (job: JobDto, direction: 'do' | 'undo') => resendOperations(fabric, oracle, job, direction),
  };
}

/** Jobs that a broken case left: those under way end, those that are stuck are taken back or given up. */
async function settleJobs({ desk, pool }: ProofFabric): Promise<void> {
  const { rows } = await pool.query<{ id: string }>(
    `SELECT id FROM "Job" WHERE state NOT IN ('succeeded', 'partially_succeeded', 'undone', 'abandoned') ORDER BY "createdAt"`,
  );
  for (const { id } of rows) {
    const job = await desk.ended(id);
    const again = job.state === 'stuck' ? await desk.steered(id, 'retry') : job;
    if (again.state === 'stuck') await desk.steered(id, 'abandon');
  }
}

/** Why a job is not as it should be. */
export function storyOf(job: JobDto): string {
  const rows = job.rows.map(({ key, state, failure }) => `${key} ${state}${failure ? ` (${failure.sentence})` : ''}`);
  return `${job.title} is ${job.state}: ${job.failure?.sentence ?? ''} ${rows.join(', ')}`;
}
