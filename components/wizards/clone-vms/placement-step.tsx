'use client';

import { useQuery } from '@tanstack/react-query';
import { q } from '#components/query/q.ts';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { formatBytes } from '#components/ui/format-bytes.ts';
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
        <Hosts draft={draft} change={change} />
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

function Hosts({ draft, change }: Props) {
  const query = useQuery(q('hosts.list', { query: { limit: 500, sort: 'name' } }));
  if (!query.data) return <Skeleton className="h-24" />;
  const chosen = new Set(draft.hostIds);
  const mark = (id: string, on: boolean) => {
    if (on) chosen.add(id);
    else chosen.delete(id);
    change({ hostIds: [...chosen] });
  };
  return (
    <fieldset>
      <legend className="mb-2 font-medium">Hosts</legend>
      <ul className="hairlines">
        {query.data.items.map((host) => {
          const free = formatBytes(Math.max(0, host.memoryBytes - host.memoryUsedBytes));
          return (
            <li key={host.id}>
              <label htmlFor={`host-${host.id}`} className="flex items-center gap-3 py-1.5">
                <Checkbox
                  id={`host-${host.id}`}
                  aria-label={host.name}
                  checked={chosen.has(host.id)}
                  onCheckedChange={(on) => mark(host.id, on)}
                />
                <span className="flex-1">{host.name}</span>
                <span className="text-muted">{host.cluster?.name}</span>
                <span className="w-40 text-right text-muted tabular-nums">
                  {free.value} {free.unit} free, {host.vms} VMs
                </span>
              </label>
            </li>
          );
        })}
      </ul>
    </fieldset>
  );
}
