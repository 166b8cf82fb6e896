import { z } from 'zod';
import { type OperationBatch, OperationBatchAnswer, OperationResult } from '#contract/agent/operation.ts';
import { AgentError } from './agent-error.ts';
import { type AgentEndpoint, callAgent } from './client.ts';

/** Beyond the time the agent was told to wait: for a full batch to be written to its ledger and to cross the wire. */
const GRACE_MS = 15_000;
const MAX_BATCH = 1_000;

export type BatchOperation = OperationBatch['operations'][number];
export type BatchResult = { id: string; result: OperationResult };

/**
 * Asks an agent to carry out up to 1,000 operations; it answers as soon as all have ended, at the latest after `waitMs`
 * (then some are `running`: `askOperation`). Results are in the order asked, one per id. Only a job step may call this.
 * Throws AgentError: `unreachable`, `refused` = none took effect; `unknown`, `invalid` = any of them may have: ask, or send
 * the same ids again.
 */
export async function sendBatch(
  agent: AgentEndpoint,
  operations: BatchOperation[],
  waitMs: number,
): Promise<BatchResult[]> {
  if (operations.length === 0) return [];
  if (operations.length > MAX_BATCH) throw new RangeError(`A batch holds at most ${MAX_BATCH} operations.`);
  const answer = await callAgent(agent.url, {
    method: 'POST',
    path: `/v1/operations:batch?waitMs=${waitMs}`,
    body: { operations },
    answer: OperationBatchAnswer,
    secret: agent.secret,
    timeoutMs: waitMs + GRACE_MS,
    acts: true,
  });
  const results = answer?.results ?? [];
  if (results.length === operations.length && results.every(({ id }, at) => id === operations[at]?.id)) return results;
  const sentence = `${agent.name} answered ${operations.length} operations with other ids or another number of results.`;
  throw new AgentError('invalid', sentence, 'Check that a Heddle agent of this version listens there.');
}

const AskAnswer = z.union([OperationResult, z.object({ id: z.string(), result: OperationResult })]);

/**
 * What became of one operation, waiting up to `waitMs` for its end. null = the agent's ledger has never seen the id, so
 * it had no effect. Throws AgentError; asking changes nothing.
 */
export async function askOperation(agent: AgentEndpoint, id: string, waitMs: number): Promise<OperationResult | null> {
  const answer = await callAgent(agent.url, {
    method: 'GET',
    path: `/v1/operations/${encodeURIComponent(id)}?waitMs=${waitMs}`,
    answer: AskAnswer,
    secret: agent.secret,
    timeoutMs: waitMs + GRACE_MS,
  });
  if (answer === null) return null;
  return 'result' in answer ? answer.result : answer;
}
