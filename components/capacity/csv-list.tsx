'use client';

import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { q } from '#components/query/q.ts';
import { ResourceTable } from '#components/query/resource-table.tsx';
import { ActLink } from '#components/ui/act-link.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { LinkButton } from '#components/ui/link-button.tsx';
import { paths } from '#contract/paths.ts';
import { type CsvFacts, csvColumns } from './csv-columns.tsx';
import { ledgerQuery } from './ledger-query.ts';
import { wrongOf } from './ledger-words.ts';

const filters = [
  { label: 'Presented', filter: 'state = "presented"' },
  { label: 'Quarantined', filter: 'state = "quarantined"' },
];

/** Every CSV of every array, and what hosts have registered on it. */
export function CsvList({ operateRefusal }: { operateRefusal: string | null }) {
  const facts = useCsvFacts();
  const columns = useMemo(() => csvColumns(facts), [facts]);
  return (
    <ResourceTable
      endpoint="luns.list"
      label="CSVs"
      columns={columns}
      rowLabel={(lun) => lun.name}
      rowHref={(lun) => paths.lun(lun.id)}
      search={{ field: 'name', placeholder: 'Search CSVs' }}
      defaultSort="name"
      fixedFilter={'kind = "csv"'}
      filters={filters}
      bulk={(selected) => <Acts selected={[...selected]} facts={facts} operateRefusal={operateRefusal} />}
      empty={
        <EmptyState
          title="No CSV is known"
          action={
            <ActLink href={paths.newCsv()} refusal={operateRefusal}>
              Create a CSV
            </ActLink>
          }
        >
          A CSV is a LUN that all hosts of a cluster share. Arrays report theirs; a new one is made by a plan.
        </EmptyState>
      }
    />
  );
}

function useCsvFacts(): CsvFacts {
  const ledger = useQuery(ledgerQuery).data;
  const clusters = useQuery(q('clusters.list', { query: { limit: 500, sort: 'name' } })).data;
  return useMemo(
    () => ({
      ledgers: ledger && new Map(ledger.arrays.flatMap(({ csvs }) => csvs.map((csv) => [csv.lun.id, csv] as const))),
      clusters: clusters && new Map(clusters.items.map(({ id, name }) => [id, name])),
    }),
    [ledger, clusters],
  );
}

type ActsProps = { selected: readonly string[]; facts: CsvFacts; operateRefusal: string | null };

/** What can be done with the CSVs that are marked, and why not. */
function Acts({ selected, facts: { ledgers }, operateRefusal }: ActsProps) {
  const [only = ''] = selected;
  const stale = selected.filter((id) => {
    const csv = ledgers?.get(id);
    return csv !== undefined && wrongOf(csv).stale > 0;
  });
  return (
    <>
      <LinkButton href={`${paths.reservations()}?view=actual`}>Registrations</LinkButton>
      <ActLink
        href={paths.clearStale({ lunIds: stale })}
        refusal={operateRefusal ?? (stale.length === 0 ? 'None of them has a stale registration.' : null)}
      >
        Clear stale registrations
      </ActLink>
      <ActLink
        href={paths.retireCsv(only)}
        refusal={operateRefusal ?? (selected.length > 1 ? 'CSVs are retired one at a time: mark one.' : null)}
      >
        Retire
      </ActLink>
    </>
  );
}
