'use client';

import type { z } from 'zod';
import { ResourceTable } from '#components/query/resource-table.tsx';
import type { Column } from '#components/table/column.ts';
import { Bytes } from '#components/ui/bytes.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { LinkButton } from '#components/ui/link-button.tsx';
import { Meter } from '#components/ui/meter.tsx';
import { StateChip } from '#components/ui/state-chip.tsx';
import type { ArrayDto } from '#contract/api/fabric.ts';
import { paths } from '#contract/paths.ts';

type Array_ = z.infer<typeof ArrayDto>;
const gib = 1024 ** 3;

const columns: readonly Column<Array_>[] = [
  { key: 'name', header: 'Array', cell: (array) => array.name, sortKey: 'name', choice: 'always' },
  {
    key: 'state',
    header: 'State',
    cell: (array) =>
      array.source.stale ? (
        <StateChip look="plain" tone="stale" label="Stale" title="Its agent has not answered lately" />
      ) : (
        <StateChip look="plain" tone="ok" label="Answering" />
      ),
    width: '8rem',
  },
  { key: 'model', header: 'Model', cell: (array) => `${array.vendor} ${array.model}`, width: '15rem', hideBelow: 'md' },
  {
    key: 'transport',
    header: 'Transport',
    cell: (array) => (array.transport === 'fc' ? 'Fibre Channel' : 'iSCSI'),
    width: '8rem',
    hideBelow: 'lg',
  },
  { key: 'luns', header: 'LUNs', kind: 'number', cell: (array) => array.luns, width: '5rem' },
  {
    key: 'used',
    header: 'Used',
    cell: (array) => (
      <Meter
        label={`${array.name}, used`}
        value={Math.round(array.usedBytes / gib)}
        limit={Math.round(array.sizeBytes / gib)}
        unit="GiB"
        className="[&>span:last-child]:w-[11.5rem]"
      />
    ),
    stackedWide: true,
    width: '19rem',
    hideBelow: 'md',
  },
  {
    key: 'provisioned',
    header: 'Provisioned',
    kind: 'number',
    cell: (array) => <Bytes sizeBytes={array.provisionedBytes} />,
    width: '8rem',
    hideBelow: 'xl',
  },
];

/** Every storage array. */
export function ArrayList() {
  return (
    <ResourceTable
      endpoint="arrays.list"
      label="Arrays"
      columns={columns}
      rowLabel={(array) => array.name}
      rowHref={(array) => paths.array(array.id)}
      search={{ field: 'name', placeholder: 'Search arrays' }}
      defaultSort="name"
      empty={
        <EmptyState title="No array is known" action={<LinkButton href={paths.addAgent()}>Add an agent</LinkButton>}>
          Arrays come with their agents. Add the agent of a storage server to see its pools and LUNs.
        </EmptyState>
      }
    />
  );
}
