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
import type { CloneVmsDraft } from './draft.ts';

type Props = { draft: CloneVmsDraft; change: (to: Partial<CloneVmsDraft>) => void };

export function TemplateStep({ draft, change }: Props) {
  const query = useQuery(q('templates.list', { query: { limit: 200, sort: 'name' } }));
  if (query.isError) return <ErrorPanel problem={problemOf(query.error)} />;
  if (query.isPending) return <Skeleton className="h-40" />;
  if (query.data.items.length === 0) {
    return (
      <EmptyState
        title="There is no template"
        action={<LinkButton href={paths.newTemplate()}>Create a template</LinkButton>}
      >
        A template names the virtual disk that VMs are cloned from.
      </EmptyState>
    );
  }
  const cards = query.data.items.map((template) => ({
    value: template.id,
    label: template.name,
    hint: [template.os, template.sealed ? 'sealed' : 'not sealed', `${template.clones} clones`]
      .filter(Boolean)
      .join(', '),
    disabledReason: template.canClone.allowed ? undefined : (template.canClone.reason ?? undefined),
  }));
  return (
    <RadioCards
      aria-label="Template"
      cards={cards}
      value={draft.templateId}
      onValueChange={(templateId) => change({ templateId })}
      columns={2}
    />
  );
}
