import { isStale } from '#server/agents/staleness.ts';
import { db } from '#server/db/client.ts';

type AgentRow = { id: string; name: string; lastSeenAt: Date | null; lastInventoryAt: Date | null };

/** What `source` needs of an agent, for a Prisma `select`. */
export const sourceColumns = { id: true, name: true, lastSeenAt: true, lastInventoryAt: true } as const;

/** Who reported it, how old the picture is, and whether it can still be relied on. `missing`: no longer reported at all. */
export function source(agent: AgentRow, missing = false) {
  const { id, name, lastInventoryAt } = agent;
  return { agent: { id, name }, asOf: lastInventoryAt?.toISOString() ?? null, stale: missing || isStale(agent) };
}

/** When the oldest of the agents that report such systems was last read; null where there is none. */
export async function oldestLook(systems: 'arrays' | 'libraryServers' | 'hosts'): Promise<string | null> {
  const where = { [systems]: { some: {} } };
  const { _min } = await db.agent.aggregate({ where, _min: { lastInventoryAt: true } });
  return _min.lastInventoryAt?.toISOString() ?? null;
}
