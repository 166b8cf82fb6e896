'use client';

import { useQuery } from '@tanstack/react-query';
import { FieldFrame } from '#components/form/field-frame.tsx';
import { problemOf } from '#components/query/api-error.ts';
import { q } from '#components/query/q.ts';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { ErrorPanel } from '#components/ui/error-panel.tsx';
import { formatBytes } from '#components/ui/format-bytes.ts';
import { LinkButton } from '#components/ui/link-button.tsx';
import { NumberInput } from '#components/ui/number-input.tsx';
import { RadioCards } from '#components/ui/radio-cards.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { paths } from '#contract/paths.ts';
import { type CreateCsvDraft, roomWords, stepProblem } from './draft.ts';

type Props = { draft: CreateCsvDraft; change: (to: Partial<CreateCsvDraft>) => void };

const size = (bytes: number) => `${formatBytes(bytes).value} ${formatBytes(bytes).unit}`;

/** Where the LUN is made, with the room that there is, and how large it is. */
export function PoolStep({ draft, change }: Props) {
  const query = useQuery(q('pools.list', { query: { limit: 500, sort: 'name' } }));
  if (query.isError) return <ErrorPanel problem={problemOf(query.error)} />;
  if (query.isPending) return <Skeleton className="h-40" />;
  const pools = query.data.items;
  if (pools.length === 0) {
    return (
      <EmptyState title="There is no pool" action={<LinkButton href={paths.arrays()}>Look at the arrays</LinkButton>}>
        No array has reported a pool that a LUN could be made in.
      </EmptyState>
    );
  }
  const chosen = pools.find(({ id }) => id === draft.poolId);
  const cards = pools.map((pool) => ({
    value: pool.id,
    label: pool.name,
    hint: `${pool.array.name}${pool.hostGroups ? `, for ${pool.hostGroups.join(', ') || 'no host group'}` : ''}`,
    aside: `${size(Math.max(0, pool.sizeBytes - pool.usedBytes))} free of ${size(pool.sizeBytes)}`,
  }));
  return (
    <div className="space-y-6">
      <RadioCards
        aria-label="Pool"
        columns={2}
        cards={cards}
        value={draft.poolId}
        onValueChange={(poolId) => change({ poolId })}
      />
      <FieldFrame
        label="Size"
        hint={chosen ? roomWords(draft, chosen) : 'Choose a pool to see its room.'}
        error={draft.poolId ? stepProblem(draft, 'pool') : null}
      >
        <NumberInput
          value={draft.sizeGib}
          onValueChange={(sizeGib) => change({ sizeGib })}
          min={1}
          unit="GiB"
          className="w-44"
        />
      </FieldFrame>
    </div>
  );
}
