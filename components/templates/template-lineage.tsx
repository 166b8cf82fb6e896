'use client';

import { useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import { problemOf } from '#components/query/api-error.ts';
import { q } from '#components/query/q.ts';
import { Lineage, type LineageNode } from '#components/thread/lineage.tsx';
import { Anchor } from '#components/ui/anchor.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { ErrorPanel } from '#components/ui/error-panel.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { StateChip } from '#components/ui/state-chip.tsx';
import type { LineageDto, TemplateDto } from '#contract/api/templates.ts';
import { paths } from '#contract/paths.ts';

type Node = z.infer<typeof LineageDto>['nodes'][number];

/** The golden LUN with its clones, and the VM that boots from each. */
export function TemplateLineage({ template }: { template: TemplateDto }) {
  const query = useQuery(q('templates.lineage', { params: { id: template.id } }));
  if (query.isError) return <ErrorPanel problem={problemOf(query.error)} />;
  if (query.isPending) return <Skeleton className="h-24" />;
  if (query.data.nodes.length === 0) {
    return (
      <EmptyState title="No golden LUN is known" action={null}>
        Once every link above is found, the golden LUN and its clones are drawn here.
      </EmptyState>
    );
  }
  return <Lineage label="Lineage" nodes={query.data.nodes.map(lineageNode)} />;
}

function lineageNode(node: Node): LineageNode {
  return {
    key: node.uniqueId,
    parent: node.parentUniqueId,
    title: node.lun.name,
    href: paths.lun(node.lun.id),
    knot: node.quarantinedUntil
      ? 'undone'
      : node.depth === 0
        ? node.access === 'read-only'
          ? 'proven'
          : 'done'
        : 'done',
    state: stateOf(node),
    facts: node.vm ? (
      <>
        <Anchor href={paths.vm(node.vm.id)}>{node.vm.name}</Anchor>
        {node.host && <span className="text-dim"> on {node.host.name}</span>}
      </>
    ) : undefined,
  };
}

function stateOf(node: Node) {
  if (node.quarantinedUntil) return <StateChip look="plain" tone="waiting" label="Quarantined" />;
  if (node.depth === 0) {
    return node.access === 'read-only' ? (
      <StateChip look="plain" tone="ok" label="Sealed" />
    ) : (
      <StateChip look="plain" tone="warning" label="Not sealed" />
    );
  }
  return node.access === 'none' ? <StateChip look="plain" tone="neutral" label="Unmasked" /> : null;
}
