'use client';

import { ResourceTable } from '#components/query/resource-table.tsx';
import type { Column } from '#components/table/column.ts';
import { Bytes } from '#components/ui/bytes.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { LinkButton } from '#components/ui/link-button.tsx';
import type { TemplateDto } from '#contract/api/templates.ts';
import { paths } from '#contract/paths.ts';
import { TemplateState } from './template-state.tsx';

const columns: readonly Column<TemplateDto>[] = [
  { key: 'name', header: 'Template', cell: (t) => t.name, sortKey: 'name', choice: 'always' },
  { key: 'state', header: 'Golden LUN', cell: (t) => <TemplateState template={t} />, width: '9rem' },
  { key: 'os', header: 'System', cell: (t) => t.os ?? '', width: '13rem', hideBelow: 'md' },
  { key: 'clones', header: 'Clones', kind: 'number', cell: (t) => t.clones, width: '5rem' },
  { key: 'array', header: 'Array', cell: (t) => t.array?.name ?? '', width: '11rem', hideBelow: 'md' },
  {
    key: 'library',
    header: 'Library server',
    cell: (t) => t.libraryServer?.name ?? '',
    width: '10rem',
    hideBelow: 'lg',
  },
  { key: 'cpus', header: 'CPUs', kind: 'number', cell: (t) => t.cpus, width: '5rem', hideBelow: 'xl' },
  {
    key: 'memory',
    header: 'Memory',
    kind: 'number',
    cell: (t) => <Bytes sizeBytes={t.memoryBytes} />,
    width: '7rem',
    hideBelow: 'lg',
  },
];

/** Every template, with what its golden LUN allows. */
export function TemplateList({ operateRefusal }: { operateRefusal: string | null }) {
  return (
    <ResourceTable
      endpoint="templates.list"
      label="Templates"
      columns={columns}
      rowLabel={(t) => t.name}
      rowHref={(t) => paths.template(t.id)}
      search={{ field: 'name', placeholder: 'Search templates' }}
      defaultSort="name"
      empty={
        <EmptyState
          title="There is no template"
          action={operateRefusal ? null : <LinkButton href={paths.newTemplate()}>Create a template</LinkButton>}
        >
          A template names a generalised virtual disk on a golden LUN. Seal the LUN, and every VM becomes a snapshot of
          it.
        </EmptyState>
      }
    />
  );
}
