'use client';

import type { z } from 'zod';
import { ResourceTable } from '#components/query/resource-table.tsx';
import type { Column } from '#components/table/column.ts';
import { Button } from '#components/ui/button.tsx';
import { Bytes } from '#components/ui/bytes.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { LinkButton } from '#components/ui/link-button.tsx';
import { Mono } from '#components/ui/mono.tsx';
import { StateChip } from '#components/ui/state-chip.tsx';
import type { LunDto } from '#contract/api/fabric.ts';
import { paths } from '#contract/paths.ts';
import { LunState } from './lun-state.tsx';
import { quarantineBulk } from './quarantine-bulk.ts';

type Lun = z.infer<typeof LunDto>;

const kinds: Record<Lun['kind'], string> = { golden: 'Golden', clone: 'Clone', data: 'Data', csv: 'CSV' };

const columns: readonly Column<Lun>[] = [
  { key: 'name', header: 'LUN', cell: (lun) => lun.name, sortKey: 'name', choice: 'always' },
  { key: 'state', header: 'State', cell: (lun) => <LunState lun={lun} />, width: '11rem' },
  { key: 'kind', header: 'Kind', cell: (lun) => kinds[lun.kind], sortKey: 'kind', width: '6rem', hideBelow: 'md' },
  {
    key: 'size',
    header: 'Size',
    kind: 'number',
    cell: (lun) => <Bytes sizeBytes={lun.sizeBytes} />,
    sortKey: 'sizeBytes',
    width: '7rem',
  },
  { key: 'array', header: 'Array', cell: (lun) => lun.array.name, width: '10rem', hideBelow: 'md' },
  { key: 'pool', header: 'Pool', cell: (lun) => lun.pool.name, width: '9rem', hideBelow: 'lg' },
  { key: 'parent', header: 'Cloned from', cell: (lun) => lun.parent?.name ?? '', width: '11rem', hideBelow: 'xl' },
  { key: 'clones', header: 'Clones', kind: 'number', cell: (lun) => lun.clones || '', width: '5rem', hideBelow: 'lg' },
  { key: 'uniqueId', header: 'Unique id', cell: (lun) => <Mono>{lun.uniqueId}</Mono>, choice: 'off', width: '16rem' },
  {
    key: 'stale',
    header: 'Source',
    cell: (lun) =>
      lun.source.stale && (
        <StateChip look="plain" tone="stale" label="Stale" title={`${lun.source.agent.name} has not answered lately`} />
      ),
    choice: 'off',
    width: '6rem',
  },
];

const filters = [
  { label: 'Golden', filter: 'kind = "golden"' },
  { label: 'Clones', filter: 'kind = "clone"' },
  { label: 'Quarantined', filter: 'state = "quarantined"' },
];

/** Every LUN of every array. */
export function LunList({ operateRefusal }: { operateRefusal: string | null }) {
  const { restoreHref, purgeHref, refusal } = quarantineBulk(operateRefusal);
  return (
    <ResourceTable
      endpoint="luns.list"
      label="LUNs"
      columns={columns}
      rowLabel={(lun) => lun.name}
      rowHref={(lun) => paths.lun(lun.id)}
      search={{ field: 'name', placeholder: 'Search LUNs' }}
      defaultSort="name"
      filters={filters}
      bulk={(selected, rows) => {
        const why = refusal(selected, rows);
        return why ? (
          <>
            <Button disabledReason={why}>Restore from quarantine</Button>
            <Button variant="danger" disabledReason={why}>
              Destroy
            </Button>
          </>
        ) : (
          <>
            <LinkButton href={restoreHref(selected)}>Restore from quarantine</LinkButton>
            <LinkButton href={purgeHref(selected)}>Destroy {selected.size} LUNs</LinkButton>
          </>
        );
      }}
      empty={
        <EmptyState title="No LUN is known" action={<LinkButton href={paths.addAgent()}>Add an agent</LinkButton>}>
          LUNs are what the arrays report. Add the agent of a storage server, and its LUNs appear here.
        </EmptyState>
      }
    />
  );
}
