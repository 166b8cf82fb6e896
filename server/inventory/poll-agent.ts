import type { ClientBase, Pool } from 'pg';
import type { AgentCapabilities } from '#contract/agent/agent.ts';
import { AgentError } from '#server/agents/agent-error.ts';
import type { AgentEndpoint } from '#server/agents/client.ts';
import { readCapabilities, readInventory } from '#server/agents/observe.ts';
import { databaseTime } from '#server/db/database-clock.ts';
import { applyInventory } from './apply-inventory.ts';
import { cleanDeep, cleanText, MAX_INDEXED_TEXT } from './clean-text.ts';
import { inTransaction, lockInventory } from './inventory-lock.ts';
import { type FindingDraft, settleFindings } from './settle-findings.ts';
import { type Rejection, sortInventory } from './sort-inventory.ts';

/** What one look at an agent saw, its texts storable. `asOf` is when it began, by the database's clock. */
export type Look = { asOf: Date; revision: string; systems: unknown[]; capabilities: AgentCapabilities };

/**
 * Looks at an agent and brings the tables up to it; `since` is the revision they are of (null = read everything).
 * Throws AgentError; then nothing was changed.
 */
export async function pollAgent(pool: Pool, agent: AgentEndpoint, since: string | null): Promise<void> {
  const asOf = await databaseTime(pool);
  const answer = await readInventory(agent, since);
  if ('unchanged' in answer) return noteUnchanged(pool, agent.id, asOf);
  const capabilities = cleanDeep(await readCapabilities(agent));
  await applyLook(pool, agent, { asOf, ...answer, capabilities });
}

/** Only asks whether the agent is there and still the same; its inventory is not read. Throws AgentError. */
export async function greetAgent(pool: Pool, agent: AgentEndpoint): Promise<void> {
  await readCapabilities(agent);
  await pool.query('UPDATE "Agent" SET "lastSeenAt" = now() WHERE id = $1', [agent.id]);
}

/** Everything an agent reports, kept nowhere yet. Throws AgentError. */
export async function lookAt(pool: Pool, agent: AgentEndpoint): Promise<Look> {
  const asOf = await databaseTime(pool);
  const capabilities = cleanDeep(await readCapabilities(agent));
  const answer = await readInventory(agent, null);
  if ('systems' in answer) return { asOf, ...answer, revision: cleanText(answer.revision), capabilities };
  const sentence = `${agent.name} calls its inventory unchanged, though nothing of it was known.`;
  throw new AgentError('invalid', sentence, 'Check that a Heddle agent of this version listens there.');
}

/** Applies a whole look, all or nothing. A look that began before one that was applied already is dropped. */
export async function applyLook(pool: Pool, agent: AgentEndpoint, look: Look): Promise<void> {
  const sorted = sortInventory(look.systems);
  await inTransaction(pool, async (tx) => {
    await lockInventory(tx, agent.id, 'exclusive');
    const sql =
      'SELECT 1 FROM "Agent" WHERE id = $1 AND ("lastInventoryAt" IS NULL OR "lastInventoryAt" < $2) FOR SHARE';
    const { rowCount } = await tx.query(sql, [agent.id, look.asOf]);
    if (!rowCount) return;
    const { skipped, rejected } = await applyInventory(tx, agent.id, sorted, look.asOf);
    await settleFindings(tx, `inventory:${agent.id}`, rejectedFindings(agent, rejected));
    await noteSeen(tx, agent.id, look, skipped === 0);
  });
}

/** An odd revision, or a picture with older parts, is not remembered: the next poll then reads everything. */
async function noteSeen(tx: ClientBase, agentId: string, look: Look, whole: boolean): Promise<void> {
  const revision = cleanText(look.revision);
  const keeps = whole && revision === look.revision && revision.length <= MAX_INDEXED_TEXT;
  const { version, systems } = look.capabilities;
  await tx.query(
    `UPDATE "Agent" SET state = 'online', "stateReason" = NULL, revision = $2, "lastInventoryAt" = $3,
       "lastSeenAt" = now(), version = $4, capabilities = $5::jsonb WHERE id = $1`,
    [agentId, keeps ? revision : null, look.asOf, version, JSON.stringify({ systems })],
  );
}

async function noteUnchanged(pool: Pool, agentId: string, asOf: Date): Promise<void> {
  await pool.query(
    `UPDATE "Agent" SET state = 'online', "stateReason" = NULL, "lastSeenAt" = now(),
       "lastInventoryAt" = GREATEST("lastInventoryAt", $2) WHERE id = $1`,
    [agentId, asOf],
  );
}

/** Records why an agent cannot be used. What it reported stays: old, and marked so, is better than blank. */
export async function noteUnusable(pool: Pool, agentId: string, error: AgentError): Promise<void> {
  const state = error.kind === 'refused' ? 'refused' : 'unreachable';
  const sql = 'UPDATE "Agent" SET state = $2, "stateReason" = $3 WHERE id = $1';
  await pool.query(sql, [agentId, state, cleanText(`${error.message} ${error.remedy}`)]);
}

/** An agent that reports thousands of unreadable objects has one thing wrong with it, not thousands. */
const MAX_FINDINGS = 50;

function rejectedFindings(agent: AgentEndpoint, rejected: Rejection[]): FindingDraft[] {
  const shown = rejected.slice(0, MAX_FINDINGS).map((r, at) => {
    const what = `${r.kind} ${r.key === null ? 'without a usable identity' : `'${r.key}'`}`;
    const reason = cleanText(`${r.system ?? agent.name} reports a ${what} that cannot be kept: ${r.reason}.`);
    return { about: JSON.stringify([r.system, r.kind, r.key ?? at]), reason };
  });
  const more = rejected.length - shown.length;
  if (more > 0)
    shown.push({ about: 'more', reason: `${agent.name} reports ${more} more objects that cannot be kept.` });
  return shown.map(({ about, reason }) => ({
    about: about.slice(0, MAX_INDEXED_TEXT - 100),
    code: 'inventory_unreadable',
    severity: 'warning',
    title: `${agent.name} reports something that cannot be read`,
    reason: `${reason} It is left as it was last seen; everything else of the agent is up to date.`,
    remedy: { sentence: 'Check the version of the agent, and the object on its own system.' },
    object: { kind: 'agent', id: agent.id, name: agent.name },
  }));
}
