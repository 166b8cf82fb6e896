import type { Pool } from 'pg';
import { enrolAgent } from '#server/agents/enrol.ts';
import { secretPlace } from '#server/agents/load-agents.ts';
import { openSecret, type Place, sealSecret } from '#server/keys/seal.ts';

/** Where an agent's one-time token is sealed for, until it is traded for a secret. */
export const enrolmentPlace = (agentId: string): Place => `Agent:${agentId}:enrolmentSealed`;

/**
 * Trades the token that an agent was entered with for its secret, which is sealed and answered. Throws AgentError. When
 * the process dies between the trade and the seal, the token is used up: the agent then refuses, and needs a new one.
 */
export async function enrolPending(pool: Pool, agent: { id: string; url: string; enrolmentSealed: string | null }) {
  const token = openSecret(agent.enrolmentSealed ?? '', enrolmentPlace(agent.id));
  const { secret } = await enrolAgent(agent.url, token);
  const sql = 'UPDATE "Agent" SET "secretSealed" = $2, "enrolmentSealed" = NULL WHERE id = $1';
  await pool.query(sql, [agent.id, sealSecret(secret, secretPlace(agent.id))]);
  return secret;
}
