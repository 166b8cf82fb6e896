import { AgentError } from '#server/agents/agent-error.ts';
import { agentProblem } from '#server/agents/agent-problem.ts';
import { loadAgents } from '#server/agents/load-agents.ts';
import { type Actor, requireRole } from '#server/auth/actor.ts';
import { db, pool } from '#server/db/client.ts';
import { ProblemError } from '#server/errors.ts';
import { noteUnusable, pollAgent } from '#server/inventory/poll-agent.ts';
import { getAgent } from './get-agent.ts';

/** Reads an agent's whole inventory now. @throws ProblemError `not_found`, `agent_unreachable`, `agent_answer_invalid`, `agent_refused`. */
export async function refreshAgent(actor: Actor, id: string) {
  requireRole(actor, 'operator');
  const { name } = await getAgent(actor, id);
  const agent = (await loadAgents(db, [id])).get(id);
  if (!agent)
    throw new ProblemError('agent_unreachable', `Agent ${name} is not enrolled yet.`, {
      remedy: 'Wait until it is online, or delete it and add it again.',
    });
  try {
    await pollAgent(pool, agent, null);
  } catch (error) {
    if (error instanceof AgentError) await noteUnusable(pool, id, error);
    throw agentProblem(error);
  }
  return getAgent(actor, id);
}
