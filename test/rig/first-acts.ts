import { randomUUID } from 'node:crypto';
import { type BatchOperation, sendBatch } from '#server/agents/act.ts';
import type { AgentEndpoint } from '#server/agents/client.ts';

/** The job under which a fabric is furnished before the product knows it; ledgers name it. */
const furnishingJob = 'furnishing';

export type FirstAct = [operation: string, params: BatchOperation['params']];

/** Lets an agent act on a system before the product knows it. Throws unless all is done. */
export async function actFirst(agent: AgentEndpoint, system: string, asked: FirstAct[]): Promise<void> {
  const common = { system, jobId: furnishingJob, epoch: 1, deadlineMs: 60_000 };
  const operations = asked.map(([operation, params]) => ({ id: randomUUID(), operation, params, ...common }));
  const results = await sendBatch(agent, operations, 60_000);
  const wrong = results.find(({ result }) => result.outcome !== 'done');
  if (wrong) throw new Error(`The fabric could not be furnished: ${JSON.stringify(wrong)}`);
}
