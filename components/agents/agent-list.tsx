'use client';

import type { z } from 'zod';
import { ResourceTable } from '#components/query/resource-table.tsx';
import type { Column } from '#components/table/column.ts';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { LinkButton } from '#components/ui/link-button.tsx';
import { Mono } from '#components/ui/mono.tsx';
import { Time } from '#components/ui/time.tsx';
import type { AgentDto } from '#contract/api/agents.ts';
import { paths } from '#contract/paths.ts';
import { AgentState } from './agent-state.tsx';

type Agent = z.infer<typeof AgentDto>;

const columns: readonly Column<Agent>[] = [
  { key: 'name', header: 'Agent', cell: (agent) => agent.name, sortKey: 'name', choice: 'always' },
  { key: 'state', header: 'State', cell: (agent) => <AgentState agent={agent} />, sortKey: 'state', width: '9rem' },
  { key: 'systems', header: 'Systems', kind: 'number', cell: (agent) => agent.systems.length, width: '6rem' },
  { key: 'url', header: 'Address', cell: (agent) => <Mono>{agent.url}</Mono>, width: '16rem', hideBelow: 'md' },
  { key: 'version', header: 'Version', cell: (agent) => agent.version ?? '', width: '8rem', hideBelow: 'lg' },
  {
    key: 'seen',
    header: 'Last seen',
    cell: (agent) => (agent.lastSeenAt ? <Time at={agent.lastSeenAt} /> : 'never'),
    sortKey: 'lastSeenAt',
    width: '9rem',
    hideBelow: 'md',
  },
];

/** Every agent: who carries out operations and reports inventory. */
export function AgentList() {
  return (
    <ResourceTable
      endpoint="agents.list"
      label="Agents"
      columns={columns}
      rowLabel={(agent) => agent.name}
      rowHref={(agent) => paths.agent(agent.id)}
      search={{ field: 'name', placeholder: 'Search agents' }}
      defaultSort="name"
      empty={
        <EmptyState title="No agent is enrolled" action={<LinkButton href={paths.addAgent()}>Add an agent</LinkButton>}>
          An agent runs on a storage server, a library server or a hypervisor host. Start one there, then enrol it here
          with the token it prints.
        </EmptyState>
      }
    />
  );
}
