import type { JobDto } from '#contract/api/jobs.ts';
import { sendBatch } from '#server/agents/act.ts';
import { agentNames } from './fabric-config.ts';
import type { Oracle } from './nothing-lost.ts';
import type { Direction } from './planted-faults.ts';
import type { ProofFabric } from './proof-fabric.ts';

/**
 * Sends everything again that agents were asked for on behalf of a job in one direction, as they have it in their
 * ledgers: what a wire that repeats itself would do. Answers how each ended: an outcome, or the code of a refusal.
 */
export async function resendOperations(
  { agents }: ProofFabric,
  oracle: Oracle,
  { id: jobId, epoch }: JobDto,
  direction: Direction,
): Promise<string[]> {
  const operations = await oracle.operationsOf(jobId);
  const ending = new RegExp(`:${direction}(:\\d+)?$`);
  const answers = agentNames.map(async (agent) => {
    const asked = operations.filter((one) => one.agent === agent && ending.test(one.id));
    const again = asked.map(({ id, system, operation, params, undoes }) => {
      const request = { id, system, operation, params, jobId, epoch, deadlineMs: 60_000 };
      return undoes === null ? request : { ...request, undoes };
    });
    return sendBatch(agents[agent].endpoint, again, 60_000);
  });
  return (await Promise.all(answers)).flat().map(({ result }) => {
    return result.outcome === 'refused' ? result.refusal.code : result.outcome;
  });
}
