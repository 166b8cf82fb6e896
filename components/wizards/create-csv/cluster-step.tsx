'use client';

import { useQuery } from '@tanstack/react-query';
import { problemOf } from '#components/query/api-error.ts';
import { q } from '#components/query/q.ts';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { ErrorPanel } from '#components/ui/error-panel.tsx';
import { LinkButton } from '#components/ui/link-button.tsx';
import { RadioCards } from '#components/ui/radio-cards.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { paths } from '#contract/paths.ts';
import type { CreateCsvDraft } from './draft.ts';

type Props = { draft: CreateCsvDraft; change: (to: Partial<CreateCsvDraft>) => void };

export function ClusterStep({ draft, change }: Props) {
  const query = useQuery(q('clusters.list', { query: { limit: 500, sort: 'name' } }));
  if (query.isError) return <ErrorPanel problem={problemOf(query.error)} />;
  if (query.isPending) return <Skeleton className="h-40" />;
  if (query.data.items.length === 0) {
    return (
      <EmptyState title="There is no cluster" action={<LinkButton href={paths.hosts()}>Look at the hosts</LinkButton>}>
        A CSV is shared by the hosts of a cluster, and no host says that it belongs to one.
      </EmptyState>
    );
  }
  const cards = query.data.items.map(({ id, name, hosts, vms }) => ({
    value: id,
    label: name,
    hint: `${hosts.length} ${hosts.length === 1 ? 'host' : 'hosts'}, ${vms} ${vms === 1 ? 'VM' : 'VMs'}`,
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
