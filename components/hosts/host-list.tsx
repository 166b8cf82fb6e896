'use client';

import type { z } from 'zod';
import { ResourceTable } from '#components/query/resource-table.tsx';
import type { Column } from '#components/table/column.ts';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { LinkButton } from '#components/ui/link-button.tsx';
import { Meter } from '#components/ui/meter.tsx';
import { StateChip } from '#components/ui/state-chip.tsx';
import type { HostDto } from '#contract/api/fabric.ts';
import { paths } from '#contract/paths.ts';

type Host = z.infer<typeof HostDto>;
const gib = 1024 ** 3;

const columns: readonly Column<Host>[] = [
  { key: 'name', header: 'Host', cell: (host) => host.name, sortKey: 'name', choice: 'always' },
  {
    key: 'state',
    header: 'State',
    cell: (host) =>
      host.source.stale ? (
        <StateChip look="plain" tone="stale" label="Stale" title="Its agent has not answered lately" />
      ) : (
        <StateChip look="plain" tone="ok" label="Answering" />
      ),
    width: '8rem',
  },
  { key: 'cluster', header: 'Cluster', cell: (host) => host.cluster?.name ?? '', width: '10rem', hideBelow: 'md' },
  { key: 'group', header: 'Host group', cell: (host) => host.hostGroup ?? '', width: '10rem', hideBelow: 'lg' },
  { key: 'vms', header: 'VMs', kind: 'number', cell: (host) => host.vms, width: '5rem' },
  {
    key: 'memory',
    header: 'Memory',
    cell: (host) => (
      <Meter
        label={`${host.name}, memory`}
        value={Math.round(host.memoryUsedBytes / gib)}
        limit={Math.round(host.memoryBytes / gib)}
        unit="GiB"
        className="[&>span:last-child]:w-[8.5rem]"
      />
    ),
    sortKey: 'memoryBytes',
    width: '16rem',
    stackedWide: true,
    hideBelow: 'md',
  },
  {
    key: 'transport',
    header: 'Transport',
    cell: (host) => (host.transport === 'fc' ? 'Fibre Channel' : 'iSCSI'),
    width: '8rem',
    hideBelow: 'xl',
  },
  {
    key: 'hypervisor',
    header: 'Hypervisor',
    cell: (host) => `${host.hypervisor} ${host.version}`,
    choice: 'off',
    width: '14rem',
  },
];

/** Every hypervisor host. */
export function HostList() {
  return (
    <ResourceTable
      endpoint="hosts.list"
      label="Hosts"
      columns={columns}
      rowLabel={(host) => host.name}
      rowHref={(host) => paths.host(host.id)}
      search={{ field: 'name', placeholder: 'Search hosts' }}
      defaultSort="name"
      empty={
        <EmptyState title="No host is known" action={<LinkButton href={paths.addAgent()}>Add an agent</LinkButton>}>
          Hosts come with their agents. Add the agent of a hypervisor host to place VMs on it.
        </EmptyState>
      }
    />
  );
}
