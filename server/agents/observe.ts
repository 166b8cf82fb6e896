import { z } from 'zod';
import { AgentCapabilities, AgentHealth } from '#contract/agent/agent.ts';
import { type ReadAnswer, ReadBatchAnswer, type ReadRequest } from '#contract/agent/read.ts';
import { AgentError } from './agent-error.ts';
import { type AgentCall, type AgentEndpoint, callAgent } from './client.ts';

const LOOK_TIMEOUT_MS = 10_000;
/** A whole inventory of a large array takes an agent a while to gather. */
const INVENTORY_TIMEOUT_MS = 60_000;
const MAX_BATCH = 1_000;

/** Systems are left unread here: one bad object in them must not blank the rest. */
const InventoryEnvelope = z.union([
  z.object({ revision: z.string(), unchanged: z.literal(true) }),
  z.object({ revision: z.string(), systems: z.array(z.unknown()) }),
]);
export type InventoryEnvelope = z.infer<typeof InventoryEnvelope>;

/** Is anything of the contract there? Needs no account. Throws AgentError. */
export function readHealth(url: string): Promise<z.infer<typeof AgentHealth>> {
  return look(url, { path: '/v1/health', answer: AgentHealth, secret: null });
}

/** Systems, drivers and operations. Throws AgentError. */
export function readCapabilities(agent: AgentEndpoint): Promise<AgentCapabilities> {
  return look(agent.url, { path: '/v1/capabilities', answer: AgentCapabilities, secret: agent.secret });
}

/** Everything the agent reports, or `unchanged` since that revision (null = give all of it). Throws AgentError. */
export function readInventory(agent: AgentEndpoint, since: string | null): Promise<InventoryEnvelope> {
  const path = since === null ? '/v1/inventory' : `/v1/inventory?since=${encodeURIComponent(since)}`;
  return look(agent.url, { path, answer: InventoryEnvelope, secret: agent.secret, timeoutMs: INVENTORY_TIMEOUT_MS });
}

/** Looks at the world, any number of reads, answered in the order asked. Throws AgentError; a read has no effect. */
export async function readBatch(agent: AgentEndpoint, reads: ReadRequest[]): Promise<ReadAnswer[]> {
  const answers: ReadAnswer[] = [];
  for (let at = 0; at < reads.length; at += MAX_BATCH) {
    const part = reads.slice(at, at + MAX_BATCH);
    const call = { path: '/v1/reads:batch', method: 'POST', body: { reads: part }, answer: ReadBatchAnswer } as const;
    const answer = await look(agent.url, { ...call, secret: agent.secret, timeoutMs: INVENTORY_TIMEOUT_MS });
    if (answer.answers.length !== part.length)
      throw notContract(`${answer.answers.length} answers to ${part.length} reads`);
    answers.push(...answer.answers);
  }
  return answers;
}

type Look<T extends z.ZodType> = Partial<AgentCall<T>> & Pick<AgentCall<T>, 'path' | 'answer' | 'secret'>;

async function look<T extends z.ZodType>(url: string, call: Look<T>): Promise<z.infer<T>> {
  const answer = await callAgent(url, { method: 'GET', timeoutMs: LOOK_TIMEOUT_MS, ...call });
  if (answer === null) throw notContract(`${url} has no ${call.path}`);
  return answer;
}

function notContract(what: string): AgentError {
  const remedy = 'Check that a Heddle agent of this version listens there.';
  return new AgentError('invalid', `The answer is not the agent contract: ${what}.`, remedy);
}
