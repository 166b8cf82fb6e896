'use client';

import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { problemOf } from '#components/query/api-error.ts';
import { ActLink } from '#components/ui/act-link.tsx';
import { Button } from '#components/ui/button.tsx';
import { ErrorPanel } from '#components/ui/error-panel.tsx';
import { LinkButton } from '#components/ui/link-button.tsx';
import { Section } from '#components/ui/section.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { ArrayLedgerDto } from '#contract/api/registrations.ts';
import { paths } from '#contract/paths.ts';
import { CsvLedgers } from './csv-ledgers.tsx';
import { LedgerArrays } from './ledger-arrays.tsx';
import { LedgerKeys } from './ledger-keys.tsx';
import { linesToRead } from './ledger-lines.ts';
import { ledgerQuery } from './ledger-query.ts';
import { arrayOf } from './ledger-words.ts';
import { questionHref } from './question-href.ts';
import { RegistrationMap } from './registration-map.tsx';

/** What arrays really hold, riskiest first, and the one that is looked at: who is registered where, and what is wrong. */
export function ActualRegistrations({
  arrayId,
  operateRefusal,
}: {
  arrayId: string | null;
  operateRefusal: string | null;
}) {
  const ledger = useQuery(ledgerQuery);
  if (ledger.isPending) return <Skeleton className="h-72" />;
  if (ledger.isError)
    return (
      <ErrorPanel
        problem={problemOf(ledger.error)}
        actions={<Button onClick={() => void ledger.refetch()}>Read it again</Button>}
      />
    );
  const array = arrayOf(ledger.data.arrays, arrayId);
  return (
    <>
      <div className="pb-8">
        <LedgerArrays ledger={ledger.data} />
      </div>
      {array && <OneArray ledger={array} operateRefusal={operateRefusal} />}
    </>
  );
}

function OneArray({ ledger, operateRefusal }: { ledger: ArrayLedgerDto; operateRefusal: string | null }) {
  const { array, csvs, stale } = ledger;
  const lines = useMemo(() => linesToRead(csvs), [csvs]);
  return (
    <>
      <Section
        title={array.name}
        hint={ledger.actual === null ? 'It does not tell what is registered on it' : undefined}
        actions={
          <span className="flex flex-wrap gap-2 print:hidden">
            <LinkButton href={questionHref(ledger)}>What if there were more</LinkButton>
            <ActLink
              href={paths.clearStale({ arrayId: array.id })}
              refusal={operateRefusal ?? (stale === 0 ? `${array.name} has no stale registration.` : null)}
            >
              Clear stale registrations
            </ActLink>
          </span>
        }
      >
        <RegistrationMap ledger={ledger} />
      </Section>
      <Section title="CSVs" hint="What is planned for each, what it holds, and who has it reserved">
        <CsvLedgers label={`CSVs of ${array.name}`} csvs={csvs} />
      </Section>
      <Section title="Keys to look at" hint="Missing, stale, duplicate and unknown registrations">
        {lines.length === 0 ? (
          <p className="text-muted">{nothingToRead(ledger)}</p>
        ) : (
          <LedgerKeys label={`Keys to look at on ${array.name}`} lines={lines} withCsv />
        )}
      </Section>
    </>
  );
}

function nothingToRead({ array, csvs, actual }: ArrayLedgerDto): string {
  if (csvs.length === 0) return `${array.name} has no CSV.`;
  return actual === null ? 'The array does not tell which keys it holds.' : 'Every key is as it should be.';
}
