import type { Db } from '#server/db/client.ts';
import { openSecret, type Place } from '#server/keys/seal.ts';
import type { AgentEndpoint } from './client.ts';

/** Where an agent's bearer secret is sealed for. */
export const secretPlace = (agentId: string): Place => `Agent:${agentId}:secretSealed`;

/**
 * How to reach agents, by id. Those that are unknown or not enrolled yet are not in the answer.
 * Throws ProblemError `sealed` when the key of a secret is missing.
 */
export async function loadAgents(db: Db, ids: readonly string[]): Promise<Map<string, AgentEndpoint>> {
  const rows = await db.agent.findMany({
    where: { id: { in: [...ids] }, secretSealed: { not: null } },
    select: { id: true, name: true, url: true, secretSealed: true },
  });
  return new Map(
    rows.map(({ id, name, url, secretSealed }) => {
      return [id, { id, name, url, secret: openSecret(secretSealed ?? '', secretPlace(id)) }];
    }),
  );
}
