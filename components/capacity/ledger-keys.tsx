import { useMemo } from 'react';
import type { Column } from '#components/table/column.ts';
import { DataTable } from '#components/table/data-table.tsx';
import { Mono } from '#components/ui/mono.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import { paths } from '#contract/paths.ts';
import { KeyChip } from './ledger-chips.tsx';
import type { LedgerLine } from './ledger-lines.ts';

const csvColumn: Column<LedgerLine> = {
  key: 'csv',
  header: 'CSV',
  cell: ({ csv }) => <TextLink href={paths.lun(csv.id)}>{csv.name}</TextLink>,
  width: '11rem',
};

const keyColumns: readonly Column<LedgerLine>[] = [
  { key: 'state', header: 'State', cell: (line) => <KeyChip line={line} />, width: '11rem', choice: 'always' },
  {
    key: 'host',
    header: 'Host',
    cell: ({ host }) =>
      host ? <TextLink href={paths.host(host.id)}>{host.name}</TextLink> : <span className="text-dim">none known</span>,
    width: '10rem',
  },
  {
    key: 'channel',
    header: 'Channel',
    kind: 'number',
    cell: ({ channel }) => channel ?? <span className="text-dim">–</span>,
    width: '5.5rem',
  },
  {
    key: 'key',
    header: 'Key',
    cell: ({ key }) => <Mono copy="key">{key}</Mono>,
    width: '12rem',
    hideBelow: 'md',
    stackedWide: true,
  },
  {
    key: 'why',
    header: 'Why',
    stackedWide: true,
    cell: ({ why }) => <span title={why ?? undefined}>{why ?? <span className="text-dim">as it should be</span>}</span>,
  },
];

type KeysProps = { label: string; lines: readonly LedgerLine[]; withCsv: boolean };

/** Keys with their host, channel, and the reason why they are not simply registered. */
export function LedgerKeys({ label, lines, withCsv }: KeysProps) {
  const columns = useMemo(() => (withCsv ? [csvColumn, ...keyColumns] : keyColumns), [withCsv]);
  return (
    <DataTable
      label={label}
      columns={columns}
      data={{ status: 'ready', rows: lines, total: lines.length }}
      rowKey={({ id }) => id}
      rowLabel={({ key }) => key}
      rowHref={null}
      sort={null}
      onSortChange={() => {}}
      paging={{ onNext: null, onPrevious: null }}
      onClearFilters={null}
      empty={null}
    />
  );
}
