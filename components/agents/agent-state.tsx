import type { z } from 'zod';
import { StateChip } from '#components/ui/state-chip.tsx';
import type { AgentDto } from '#contract/api/agents.ts';

const chips = {
  enrolling: { tone: 'running', label: 'Enrolling' },
  online: { tone: 'ok', label: 'Online' },
  unreachable: { tone: 'danger', label: 'Unreachable' },
  refused: { tone: 'danger', label: 'Refuses us' },
} as const;

export function AgentState({
  agent,
  look = 'plain',
}: {
  agent: Pick<z.infer<typeof AgentDto>, 'state' | 'stateReason' | 'stale'>;
  look?: 'plain' | 'chip';
}) {
  if (agent.state === 'online' && agent.stale)
    return <StateChip look={look} tone="stale" label="Stale" title="It has not been read for a while" />;
  return <StateChip look={look} {...chips[agent.state]} title={agent.stateReason ?? undefined} />;
}
