import { LedgerAnswer, type LedgerEntry } from '#contract/agent/ledger.ts';
import { type AgentEndpoint, callAgent } from '#server/agents/client.ts';

/** What an agent has promised and done after entry `since`, oldest first. */
export async function readLedger(agent: AgentEndpoint, since: number): Promise<LedgerEntry[]> {
  const page = await pageOf(agent, since);
  return page.next === null ? page.entries : [...page.entries, ...(await readLedger(agent, page.next))];
}

async function pageOf({ name, url, secret }: AgentEndpoint, since: number): Promise<LedgerAnswer> {
  const path = `/v1/ledger?since=${since}`;
  const page = await callAgent(url, { method: 'GET', path, answer: LedgerAnswer, secret, timeoutMs: 30_000 });
  if (!page) throw new Error(`${name} has no ledger`);
  return page;
}
