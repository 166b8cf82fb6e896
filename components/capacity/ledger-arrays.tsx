import { perScope } from '#components/charts/registration-list.tsx';
import { registrationMeter } from '#components/charts/registration-meter.ts';
import type { Column } from '#components/table/column.ts';
import { DataTable } from '#components/table/data-table.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { LinkButton } from '#components/ui/link-button.tsx';
import { Meter } from '#components/ui/meter.tsx';
import { StateChip } from '#components/ui/state-chip.tsx';
import { Unknown } from '#components/ui/unknown.tsx';
import type { ArrayLedgerDto, ReservationLedgerDto } from '#contract/api/registrations.ts';
import { paths } from '#contract/paths.ts';
import { WrongChip } from './ledger-chips.tsx';
import { verdictChip } from './verdict.ts';

const figure = (n: number) => n.toLocaleString('en');

const columns: readonly Column<ArrayLedgerDto>[] = [
  {
    key: 'array',
    header: 'Array',
    cell: ({ array, model }) => (
      <>
        {array.name} <span className="text-dim">{model}</span>
      </>
    ),
    choice: 'always',
  },
  {
    key: 'verdict',
    header: 'Verdict',
    cell: ({ verdict }) => <StateChip look="plain" {...verdictChip[verdict]} />,
    width: '9rem',
  },
  { key: 'planned', header: 'Planned', kind: 'number', cell: ({ planned }) => figure(planned), width: '6rem' },
  {
    key: 'actual',
    header: 'Registered',
    kind: 'number',
    cell: ({ actual }) =>
      actual === null ? <Unknown what="Registrations" why="The array does not tell what it holds" /> : figure(actual),
    width: '7rem',
  },
  {
    key: 'limit',
    header: 'Limit',
    kind: 'number',
    cell: ({ limit, limitScope }) =>
      limit === null ? (
        <Unknown what="Limit" />
      ) : (
        <span className="whitespace-nowrap">
          {figure(limit)} <span className="text-dim">{limitScope && perScope[limitScope]}</span>
        </span>
      ),
    width: '9rem',
  },
  {
    key: 'of',
    header: 'Of the limit',
    cell: (line) => {
      const { value, limit, toCome } = registrationMeter(line);
      const name = `${line.array.name}, registrations`;
      return <Meter label={name} value={value} limit={limit} planned={toCome} showText={false} />;
    },
    width: '10rem',
    hideBelow: 'lg',
    stackedWide: true,
  },
  {
    key: 'wrong',
    header: 'To look at',
    cell: (line) => <WrongChip wrong={line} />,
    width: '16rem',
    hideBelow: 'md',
    stackedWide: true,
  },
];

/** Every array with what is planned, what it holds and what it can hold, riskiest first; one is looked at more closely. */
export function LedgerArrays({ ledger }: { ledger: ReservationLedgerDto }) {
  return (
    <DataTable
      label="Registrations per array"
      columns={columns}
      data={{
        status: 'ready',
        rows: ledger.arrays,
        total: ledger.arrays.length,
        asOf: ledger.asOf === null ? undefined : { at: ledger.asOf },
      }}
      rowKey={({ array }) => array.id}
      rowLabel={({ array }) => array.name}
      rowHref={({ array }) => paths.registrationsOf(array.id)}
      sort={null}
      onSortChange={() => {}}
      paging={{ onNext: null, onPrevious: null }}
      onClearFilters={null}
      empty={
        <EmptyState title="No array is known" action={<LinkButton href={paths.addAgent()}>Add an agent</LinkButton>}>
          What hosts have registered is read from the arrays. Add the agent of a storage server to see it here.
        </EmptyState>
      }
    />
  );
}
