'use client';

import type { z } from 'zod';
import { ResourceTable } from '#components/query/resource-table.tsx';
import type { Column } from '#components/table/column.ts';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { StateChip } from '#components/ui/state-chip.tsx';
import { Time } from '#components/ui/time.tsx';
import type { AuditEventDto } from '#contract/api/people.ts';

type Event = z.infer<typeof AuditEventDto>;
const tones = { done: 'ok', refused: 'warning', failed: 'danger' } as const;

const columns: readonly Column<Event>[] = [
  { key: 'at', header: 'When', cell: (event) => <Time at={event.at} show="exact" />, width: '12rem', choice: 'always' },
  { key: 'actor', header: 'Who', cell: (event) => event.actor, width: '12rem' },
  { key: 'action', header: 'Act', cell: (event) => <span className="font-mono">{event.action}</span> },
  { key: 'phase', header: 'Phase', cell: (event) => event.phase, width: '6rem', hideBelow: 'md' },
  {
    key: 'outcome',
    header: 'Outcome',
    cell: (event) =>
      event.outcome && (
        <StateChip look="plain" tone={tones[event.outcome as keyof typeof tones] ?? 'neutral'} label={event.outcome} />
      ),
    width: '8rem',
  },
];

const filters = [
  { label: 'Outcomes', filter: 'phase = "end"' },
  { label: 'Refused', filter: 'outcome = "refused"' },
  { label: 'Failed', filter: 'outcome = "failed"' },
];

/** The record: who did what, chained so that nothing can be changed or left out unseen. */
export function AuditList() {
  return (
    <ResourceTable
      endpoint="audit-events.list"
      label="Audit"
      columns={columns}
      rowLabel={(event) => event.action}
      rowHref={null}
      search={{ field: 'action', placeholder: 'Search acts' }}
      defaultSort="-id"
      filters={filters}
      empty={
        <EmptyState title="Nothing has been done yet" action={null}>
          Every act leaves a beginning and an end here.
        </EmptyState>
      }
    />
  );
}
