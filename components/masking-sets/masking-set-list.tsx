'use client';

import type { z } from 'zod';
import { ResourceTable } from '#components/query/resource-table.tsx';
import type { Column } from '#components/table/column.ts';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { LinkButton } from '#components/ui/link-button.tsx';
import { Mono } from '#components/ui/mono.tsx';
import type { MaskingSetDto } from '#contract/api/fabric.ts';
import { paths } from '#contract/paths.ts';

type MaskingSet = z.infer<typeof MaskingSetDto>;

const columns: readonly Column<MaskingSet>[] = [
  { key: 'name', header: 'Masking set', cell: (set) => set.name, sortKey: 'name', choice: 'always' },
  { key: 'array', header: 'Array', cell: (set) => set.array.name, width: '11rem' },
  { key: 'luns', header: 'LUNs', kind: 'number', cell: (set) => set.lunCount, width: '5rem' },
  {
    key: 'usedBy',
    header: 'Whose',
    cell: (set) => set.usedBy.map((user) => user.name).join(', ') || 'nobody known',
    width: '12rem',
    hideBelow: 'md',
  },
  {
    key: 'initiators',
    header: 'Initiators',
    cell: (set) =>
      set.initiators.length === 1 ? <Mono>{set.initiators[0] ?? ''}</Mono> : `${set.initiators.length} initiators`,
    width: '24rem',
    hideBelow: 'lg',
  },
];

/** Who sees which LUNs, on every array. */
export function MaskingSetList() {
  return (
    <ResourceTable
      endpoint="masking-sets.list"
      label="Masking sets"
      columns={columns}
      rowLabel={(set) => set.name}
      rowHref={(set) => paths.maskingSet(set.id)}
      search={{ field: 'name', placeholder: 'Search masking sets' }}
      defaultSort="name"
      empty={
        <EmptyState title="No masking set is known" action={<LinkButton href={paths.arrays()}>Open arrays</LinkButton>}>
          A masking set says which initiators see which LUNs. Heddle makes one for a host the first time a VM is placed
          on it.
        </EmptyState>
      }
    />
  );
}
