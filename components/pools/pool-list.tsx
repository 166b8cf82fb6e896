'use client';

import type { z } from 'zod';
import { ResourceTable } from '#components/query/resource-table.tsx';
import type { Column } from '#components/table/column.ts';
import { Bytes } from '#components/ui/bytes.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { LinkButton } from '#components/ui/link-button.tsx';
import { Meter } from '#components/ui/meter.tsx';
import type { PoolDto } from '#contract/api/fabric.ts';
import { paths } from '#contract/paths.ts';

type Pool = z.infer<typeof PoolDto>;
const gib = 1024 ** 3;

const columns: readonly Column<Pool>[] = [
  { key: 'name', header: 'Pool', cell: (pool) => pool.name, sortKey: 'name', choice: 'always' },
  { key: 'array', header: 'Array', cell: (pool) => pool.array.name, width: '11rem' },
  {
    key: 'used',
    header: 'Used',
    cell: (pool) => (
      <Meter
        label={`${pool.name}, used`}
        value={Math.round(pool.usedBytes / gib)}
        limit={Math.round(pool.sizeBytes / gib)}
        unit="GiB"
        className="[&>span:last-child]:w-[11.5rem]"
      />
    ),
    stackedWide: true,
    sortKey: 'usedBytes',
    width: '19rem',
  },
  {
    key: 'provisioned',
    header: 'Provisioned',
    kind: 'number',
    cell: (pool) => <Bytes sizeBytes={pool.provisionedBytes} />,
    width: '8rem',
    hideBelow: 'md',
  },
  { key: 'luns', header: 'LUNs', kind: 'number', cell: (pool) => pool.luns, width: '5rem', hideBelow: 'md' },
  { key: 'class', header: 'Class', cell: (pool) => pool.classification ?? '', width: '8rem', hideBelow: 'lg' },
  {
    key: 'groups',
    header: 'Allocated to',
    cell: (pool) => (pool.hostGroups === null ? 'every host group' : pool.hostGroups.join(', ') || 'none'),
    width: '12rem',
    hideBelow: 'lg',
  },
];

/** Every storage pool. */
export function PoolList() {
  return (
    <ResourceTable
      endpoint="pools.list"
      label="Pools"
      columns={columns}
      rowLabel={(pool) => pool.name}
      rowHref={(pool) => paths.array(pool.array.id)}
      search={{ field: 'name', placeholder: 'Search pools' }}
      defaultSort="name"
      empty={
        <EmptyState title="No pool is known" action={<LinkButton href={paths.addAgent()}>Add an agent</LinkButton>}>
          Pools are what the arrays report.
        </EmptyState>
      }
    />
  );
}
