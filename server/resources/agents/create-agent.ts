import type { z } from 'zod';
import type { AgentDto } from '#contract/api/agents.ts';
import { AgentError } from '#server/agents/agent-error.ts';
import { agentProblem } from '#server/agents/agent-problem.ts';
import { type AgentEndpoint, agentOrigin } from '#server/agents/client.ts';
import { enrolAgent } from '#server/agents/enrol.ts';
import { secretPlace } from '#server/agents/load-agents.ts';
import { readHealth } from '#server/agents/observe.ts';
import { type Actor, requireRole } from '#server/auth/actor.ts';
import { db, pool } from '#server/db/client.ts';
import { newId } from '#server/db/new-id.ts';
import { ProblemError } from '#server/errors.ts';
import type { Context } from '#server/http/handle.ts';
import { cleanText, MAX_INDEXED_TEXT } from '#server/inventory/clean-text.ts';
import { inTransaction } from '#server/inventory/inventory-lock.ts';
import { applyLook, type Look, lookAt } from '#server/inventory/poll-agent.ts';
import { sealSecret } from '#server/keys/seal.ts';
import { agentDto } from './agent-dto.ts';

type Create = Context<'agents.create'>;

/**
 * Enrols an agent and discovers its systems. Everything is read before anything is kept: when a step fails, nothing of
 * the agent is left behind here.
 * @throws ProblemError `conflict`, `agent_unreachable`, `agent_answer_invalid`, `agent_refused`.
 */
export async function createAgent(actor: Actor, body: Create['body'], recordAnswer: Create['recordAnswer']) {
  requireRole(actor, 'admin');
  const { agent, look } = await meet(body.url, body.enrolmentToken).catch((error: unknown) => {
    throw agentProblem(error);
  });
  const answer = await keep(agent, look, recordAnswer);
  await applyLook(pool, agent, look);
  return answer;
}

/** Who is there, is it known already, will it have us, and what does it serve? */
async function meet(url: string, enrolmentToken: string): Promise<{ agent: AgentEndpoint; look: Look }> {
  const origin = agentOrigin(url);
  await requireUnknown({ url: origin });
  const name = cleanText((await readHealth(origin)).name, MAX_INDEXED_TEXT);
  // Before the token is used up.
  await requireUnknown({ name });
  const { secret } = await enrolAgent(origin, enrolmentToken);
  const agent = { id: newId(), name, url: origin, secret };
  const look = await lookAt(pool, agent).catch((error: unknown) => {
    if (!(error instanceof AgentError)) throw error;
    const remedy = `${error.remedy} Its token is used up now: make a new one on the agent before you try again.`;
    throw new AgentError(error.kind, error.message, remedy);
  });
  return { agent, look };
}

async function requireUnknown(who: { url: string } | { name: string }): Promise<void> {
  const known = await db.agent.findFirst({ where: who, select: { name: true, url: true } });
  if (!known) return;
  throw new ProblemError('conflict', `Agent ${known.name} at ${known.url} is known already.`, {
    remedy: 'Refresh it, or delete it first if it was set up anew.',
  });
}

async function keep(agent: AgentEndpoint, look: Look, recordAnswer: Create['recordAnswer']) {
  const { id, name, url } = agent;
  const { version, systems } = look.capabilities;
  const seen = { state: 'online', stateReason: null, version, capabilities: { systems }, lastSeenAt: look.asOf };
  const dto: z.input<typeof AgentDto> = agentDto({
    ...{ id, name, url, ...seen },
    revision: look.revision,
    lastInventoryAt: look.asOf,
    createdAt: look.asOf,
  });
  await inTransaction(pool, async (tx) => {
    // Without revision and time of an inventory, the next poll reads everything, should this process die right here.
    await tx.query(
      `INSERT INTO "Agent" (id, name, url, "secretSealed", state, version, capabilities, "lastSeenAt", "createdAt", "updatedAt")
       VALUES ($1, $2, $3, $4, 'online', $5, $6::jsonb, $7, $7, $7)`,
      [id, name, url, sealSecret(agent.secret, secretPlace(id)), version, JSON.stringify({ systems }), look.asOf],
    );
    await recordAnswer(tx, dto);
  });
  return dto;
}
