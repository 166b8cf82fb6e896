import type { Column } from '#components/table/column.ts';
import { DataTable } from '#components/table/data-table.tsx';
import { StateChip } from '#components/ui/state-chip.tsx';
import { Time } from '#components/ui/time.tsx';
import { Unknown } from '#components/ui/unknown.tsx';
import type { CsvLedgerDto } from '#contract/api/registrations.ts';
import { paths } from '#contract/paths.ts';
import { Holder, WrongChip } from './ledger-chips.tsx';
import { reservationType, wrongOf } from './ledger-words.ts';
import { verdictChip } from './verdict.ts';

const figure = (n: number) => n.toLocaleString('en');

const columns: readonly Column<CsvLedgerDto>[] = [
  { key: 'lun', header: 'CSV', cell: ({ lun }) => lun.name, choice: 'always' },
  { key: 'planned', header: 'Planned', kind: 'number', cell: ({ planned }) => figure(planned), width: '6rem' },
  {
    key: 'actual',
    header: 'Registered',
    kind: 'number',
    cell: ({ actual }) => (actual === null ? <Unknown what="Registrations" /> : figure(actual)),
    width: '7rem',
  },
  {
    key: 'limit',
    header: 'Limit of a LUN',
    kind: 'number',
    // Where the array counts over more than a LUN, a LUN has none of its own.
    cell: ({ limit }) => (limit === null ? <span className="text-dim">–</span> : figure(limit)),
    width: '8rem',
    hideBelow: 'lg',
  },
  {
    key: 'verdict',
    header: 'Verdict',
    cell: ({ verdict, limit }) => (limit === null ? '' : <StateChip look="plain" {...verdictChip[verdict]} />),
    width: '9rem',
    hideBelow: 'lg',
    choice: 'off',
  },
  { key: 'holder', header: 'Reserved by', cell: (csv) => <Holder csv={csv} />, width: '12rem', stackedWide: true },
  {
    key: 'type',
    header: 'Type',
    kind: 'number',
    cell: ({ holder }) =>
      holder ? <span title={reservationType(holder.type)}>{holder.type}</span> : <span className="text-dim">–</span>,
    width: '4rem',
    hideBelow: 'lg',
  },
  {
    key: 'generation',
    header: 'Generation',
    kind: 'number',
    cell: ({ generation }) => (generation === null ? <Unknown what="Generation" /> : figure(generation)),
    width: '7rem',
    hideBelow: 'xl',
  },
  {
    key: 'lost',
    header: 'Lost since',
    cell: ({ lostAt }) => (lostAt === null ? <span className="text-dim">–</span> : <Time at={lostAt} />),
    width: '8rem',
    hideBelow: 'md',
  },
  {
    key: 'wrong',
    header: 'To look at',
    cell: (csv) => <WrongChip wrong={wrongOf(csv)} />,
    width: '12rem',
    stackedWide: true,
  },
];

/** The ledger of an array: a line per CSV. */
export function CsvLedgers({ csvs, label }: { csvs: readonly CsvLedgerDto[]; label: string }) {
  return (
    <DataTable
      label={label}
      columns={columns}
      data={{ status: 'ready', rows: csvs, total: csvs.length }}
      rowKey={({ lun }) => lun.id}
      rowLabel={({ lun }) => lun.name}
      rowHref={({ lun }) => paths.lun(lun.id)}
      sort={null}
      onSortChange={() => {}}
      paging={{ onNext: null, onPrevious: null }}
      onClearFilters={null}
      empty={<p className="py-6 text-muted">The array has no CSV.</p>}
    />
  );
}
