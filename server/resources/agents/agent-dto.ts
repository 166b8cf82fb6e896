import type { z } from 'zod';
import { AgentDto } from '#contract/api/agents.ts';
import { isStale } from '#server/agents/staleness.ts';

/** The columns a description is made of: never the secrets. */
export const agentSelect = {
  id: true,
  name: true,
  url: true,
  state: true,
  stateReason: true,
  version: true,
  capabilities: true,
  revision: true,
  lastSeenAt: true,
  lastInventoryAt: true,
  createdAt: true,
} as const;
type Row = {
  id: string;
  name: string;
  url: string;
  state: string;
  stateReason: string | null;
  version: string | null;
  capabilities: unknown;
  revision: string | null;
  lastSeenAt: Date | null;
  lastInventoryAt: Date | null;
  createdAt: Date;
};

const { state, systems } = AgentDto.shape;

export function agentDto(row: Row): z.input<typeof AgentDto> {
  const { id, name, url, stateReason, version, revision } = row;
  const reported = (row.capabilities as { systems?: unknown } | null)?.systems;
  return {
    ...{ id, name, url, stateReason, version, revision },
    state: state.catch('unreachable').parse(row.state),
    systems: systems.catch([]).parse(reported),
    lastSeenAt: row.lastSeenAt?.toISOString() ?? null,
    lastInventoryAt: row.lastInventoryAt?.toISOString() ?? null,
    stale: isStale(row),
    createdAt: row.createdAt.toISOString(),
  };
}
