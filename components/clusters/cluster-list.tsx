'use client';

import type { z } from 'zod';
import { ResourceTable } from '#components/query/resource-table.tsx';
import type { Column } from '#components/table/column.ts';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { LinkButton } from '#components/ui/link-button.tsx';
import type { ClusterDto } from '#contract/api/fabric.ts';
import { paths } from '#contract/paths.ts';

type Cluster = z.infer<typeof ClusterDto>;

const columns: readonly Column<Cluster>[] = [
  { key: 'name', header: 'Cluster', cell: (cluster) => cluster.name, sortKey: 'name', choice: 'always' },
  { key: 'nodes', header: 'Nodes', kind: 'number', cell: (cluster) => cluster.hosts.length, width: '6rem' },
  {
    key: 'hosts',
    header: 'Hosts',
    cell: (cluster) => cluster.hosts.map((host) => host.name).join(', '),
    hideBelow: 'md',
  },
  { key: 'vms', header: 'VMs', kind: 'number', cell: (cluster) => cluster.vms, width: '6rem' },
];

/** Every cluster, as its hosts name it. */
export function ClusterList() {
  return (
    <ResourceTable
      endpoint="clusters.list"
      label="Clusters"
      columns={columns}
      rowLabel={(cluster) => cluster.name}
      rowHref={(cluster) => paths.cluster(cluster.id)}
      search={{ field: 'name', placeholder: 'Search clusters' }}
      defaultSort="name"
      empty={
        <EmptyState title="No cluster is known" action={<LinkButton href={paths.hosts()}>Open hosts</LinkButton>}>
          A cluster exists when a host says that it belongs to one.
        </EmptyState>
      }
    />
  );
}
