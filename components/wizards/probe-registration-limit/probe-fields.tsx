'use client';

import { useQuery } from '@tanstack/react-query';
import { FieldFrame } from '#components/form/field-frame.tsx';
import { problemOf } from '#components/query/api-error.ts';
import { q } from '#components/query/q.ts';
import { Callout } from '#components/ui/callout.tsx';
import { ErrorPanel } from '#components/ui/error-panel.tsx';
import { formatBytes } from '#components/ui/format-bytes.ts';
import { NumberInput } from '#components/ui/number-input.tsx';
import { RadioCards } from '#components/ui/radio-cards.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { ProbeDraft } from './draft.ts';

type Props = { arrayId: string; arrayName: string; draft: ProbeDraft; onChange: (draft: ProbeDraft) => void };

const size = (bytes: number) => `${formatBytes(bytes).value} ${formatBytes(bytes).unit}`;

export function ProbeFields({ arrayId, arrayName, draft, onChange }: Props) {
  const query = useQuery(q('pools.list', { query: { limit: 500, sort: 'name' } }));
  if (query.isError) return <ErrorPanel problem={problemOf(query.error)} />;
  if (query.isPending) return <Skeleton className="h-40" />;
  const pools = query.data.items.filter(({ array }) => array.id === arrayId);
  return (
    <div className="max-w-3xl space-y-6">
      <Callout tone="warning" title={`For a moment ${arrayName} holds all the registrations that it can`}>
        Where its limit counts over the whole array, a host that must register meanwhile is refused, and loses its CSV
        until it tries again. Probe an array that nothing else uses.
      </Callout>
      <FieldFrame label="Pool of the scratch LUN" error={null}>
        <RadioCards
          aria-label="Pool of the scratch LUN"
          columns={2}
          cards={pools.map((pool) => ({
            value: pool.id,
            label: pool.name,
            hint: `${size(Math.max(0, pool.sizeBytes - pool.usedBytes))} free of ${size(pool.sizeBytes)}`,
          }))}
          value={draft.poolId}
          onValueChange={(poolId) => onChange({ ...draft, poolId })}
        />
      </FieldFrame>
      {pools.length === 0 && <p className="text-muted">{`${arrayName} has reported no pool.`}</p>}
      <FieldFrame
        label="Ceiling"
        hint="At so many it stops, refused or not: the limit is then known to be no less."
        error={null}
      >
        <NumberInput
          value={draft.ceiling}
          onValueChange={(ceiling) => onChange({ ...draft, ceiling })}
          min={1}
          max={4096}
          unit="keys"
          className="w-44"
        />
      </FieldFrame>
    </div>
  );
}
