'use client';

import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { problemOf } from '#components/query/api-error.ts';
import { q } from '#components/query/q.ts';
import { ActLink } from '#components/ui/act-link.tsx';
import { Callout } from '#components/ui/callout.tsx';
import { ErrorPanel } from '#components/ui/error-panel.tsx';
import { KeyValues } from '#components/ui/key-values.tsx';
import { Mono } from '#components/ui/mono.tsx';
import { Section } from '#components/ui/section.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import { Time } from '#components/ui/time.tsx';
import { Unknown } from '#components/ui/unknown.tsx';
import type { CsvLedgerDto } from '#contract/api/registrations.ts';
import { paths } from '#contract/paths.ts';
import { ActualOfPlanned, Holder, WrongChip } from './ledger-chips.tsx';
import { LedgerKeys } from './ledger-keys.tsx';
import { linesOf } from './ledger-lines.ts';
import { reservationType, wrongOf } from './ledger-words.ts';

type Props = { lun: { id: string; name: string; array: { id: string; name: string } }; operateRefusal: string | null };

/** Who is registered on a CSV, key by key, and who has it reserved. */
export function LunLedger({ lun, operateRefusal }: Props) {
  const query = useQuery({
    ...q('capacity.reservations-actual', { query: { arrayId: lun.array.id } }),
    refetchInterval: 30_000,
  });
  const csv = query.data?.arrays.flatMap(({ csvs }) => csvs).find((one) => one.lun.id === lun.id);
  const stale = csv ? wrongOf(csv).stale : 0;
  return (
    <Section
      title="Registrations"
      hint={<TextLink href={paths.registrationsOf(lun.array.id)}>{`All of ${lun.array.name}`}</TextLink>}
      actions={
        <ActLink
          href={paths.clearStale({ lunIds: [lun.id] })}
          refusal={operateRefusal ?? (stale === 0 ? 'It has no stale registration.' : null)}
        >
          Clear stale registrations
        </ActLink>
      }
    >
      {query.isPending && <Skeleton className="h-40" />}
      {query.isError && <ErrorPanel problem={problemOf(query.error)} />}
      {query.data && !csv && (
        <p className="text-muted">Nothing is counted: it is presented to no host, or it is in quarantine.</p>
      )}
      {csv && <Ledger csv={csv} />}
    </Section>
  );
}

function Ledger({ csv }: { csv: CsvLedgerDto }) {
  const lines = useMemo(() => linesOf(csv), [csv]);
  return (
    <div className="space-y-5">
      {csv.lostAt !== null && (
        <Callout tone="danger" title="The target restarted and forgot its registrations">
          Hosts register again by themselves when they reconnect. What stays missing is listed below.
        </Callout>
      )}
      <KeyValues items={figuresOf(csv)} />
      {lines.length > 0 ? (
        <LedgerKeys label={`Keys on ${csv.lun.name}`} lines={lines} withCsv={false} />
      ) : (
        <p className="text-muted">
          {csv.actual === null ? 'The array does not tell which keys it holds.' : 'No key is registered.'}
        </p>
      )}
    </div>
  );
}

function figuresOf(csv: CsvLedgerDto) {
  const { holder, generation, lostAt, limit, disks } = csv;
  return [
    { key: 'actual', label: 'Registered', value: <ActualOfPlanned csv={csv} /> },
    ...(limit === null ? [] : [{ key: 'limit', label: 'Limit of a LUN', value: limit.toLocaleString('en') }]),
    { key: 'wrong', label: 'To look at', value: <WrongChip wrong={wrongOf(csv)} /> },
    { key: 'holder', label: 'Reserved by', value: <Holder csv={csv} /> },
    ...(holder
      ? [
          { key: 'type', label: 'Reservation', value: reservationType(holder.type) },
          { key: 'key', label: 'Its key', value: <Mono copy="key">{holder.key}</Mono> },
        ]
      : []),
    {
      key: 'generation',
      label: 'Generation',
      value: generation === null ? <Unknown what="Generation" /> : generation.toLocaleString('en'),
    },
    ...(lostAt === null ? [] : [{ key: 'lost', label: 'Lost since', value: <Time at={lostAt} show="exact" /> }]),
    { key: 'disks', label: 'VM disks on it', value: disks },
  ];
}
