'use client';

import { useQuery } from '@tanstack/react-query';
import { HostChoice } from '#components/placement/host-choice.tsx';
import { q } from '#components/query/q.ts';
import { RadioCards } from '#components/ui/radio-cards.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { CloneVmsDraft } from './draft.ts';

type Props = { draft: CloneVmsDraft; change: (to: Partial<CloneVmsDraft>) => void };

const ways = [
  { value: 'cluster', label: 'A cluster', hint: 'Spread over all of its hosts' },
  { value: 'hosts', label: 'Chosen hosts', hint: 'Spread over the ones you mark' },
];

export function PlacementStep({ draft, change }: Props) {
  return (
    <div className="space-y-6">
      <RadioCards
        aria-label="Where"
        columns={2}
        cards={ways}
        value={draft.placement}
        onValueChange={(to) => change({ placement: to === 'hosts' ? 'hosts' : 'cluster' })}
      />
      {draft.placement === 'cluster' ? (
        <Clusters draft={draft} change={change} />
      ) : (
        <HostChoice hostIds={draft.hostIds} onChange={(hostIds) => change({ hostIds })} />
      )}
    </div>
  );
}

function Clusters({ draft, change }: Props) {
  const query = useQuery(q('clusters.list', { query: { limit: 200, sort: 'name' } }));
  if (!query.data) return <Skeleton className="h-24" />;
  if (query.data.items.length === 0)
    return <p className="text-muted">No host belongs to a cluster. Choose hosts instead.</p>;
  const cards = query.data.items.map((cluster) => ({
    value: cluster.id,
    label: cluster.name,
    hint: `${cluster.hosts.length} hosts, ${cluster.vms} VMs`,
  }));
  return (
    <RadioCards
      aria-label="Cluster"
      columns={2}
      cards={cards}
      value={draft.clusterId}
      onValueChange={(clusterId) => change({ clusterId })}
    />
  );
}
