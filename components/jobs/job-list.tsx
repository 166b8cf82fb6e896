'use client';

import { ResourceTable } from '#components/query/resource-table.tsx';
import type { Column } from '#components/table/column.ts';
import { Duration } from '#components/ui/duration.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { LinkButton } from '#components/ui/link-button.tsx';
import { StateChip } from '#components/ui/state-chip.tsx';
import { Time } from '#components/ui/time.tsx';
import type { JobSummaryDto } from '#contract/api/jobs.ts';
import { paths } from '#contract/paths.ts';
import { jobChip } from './job-state.ts';

const columns: readonly Column<JobSummaryDto>[] = [
  { key: 'title', header: 'Job', cell: (job) => job.title, sortKey: 'title', choice: 'always' },
  {
    key: 'state',
    header: 'State',
    cell: (job) => <StateChip look="plain" {...jobChip(job.state)} title={job.failure?.sentence} />,
    sortKey: 'state',
    width: '12rem',
  },
  {
    key: 'items',
    header: 'Items',
    kind: 'number',
    cell: (job) => `${job.itemsDone} of ${job.itemsTotal}`,
    width: '7rem',
    hideBelow: 'md',
  },
  { key: 'createdBy', header: 'By', cell: (job) => job.createdBy, width: '10rem', hideBelow: 'lg' },
  {
    key: 'createdAt',
    header: 'Begun',
    cell: (job) => <Time at={job.createdAt} />,
    sortKey: 'createdAt',
    width: '9rem',
  },
  {
    key: 'duration',
    header: 'Took',
    kind: 'number',
    cell: (job) => (job.durationMs === null ? '' : <Duration durationMs={job.durationMs} />),
    width: '6rem',
    hideBelow: 'md',
  },
];

const filters = [
  { label: 'Stuck', filter: 'state = "stuck"' },
  { label: 'Running', filter: 'state = "running"' },
  { label: 'Partially succeeded', filter: 'state = "partially_succeeded"' },
];

/** Every job, newest first. */
export function JobList() {
  return (
    <ResourceTable
      endpoint="jobs.list"
      label="Jobs"
      columns={columns}
      rowLabel={(job) => job.title}
      rowHref={(job) => paths.job(job.id)}
      search={{ field: 'title', placeholder: 'Search jobs' }}
      defaultSort="-createdAt"
      filters={filters}
      empty={
        <EmptyState
          title="No job has run yet"
          action={<LinkButton href={paths.templates()}>Open templates</LinkButton>}
        >
          A job applies a plan that somebody has read and approved. Seal a golden LUN or clone VMs from a template, and
          it shows up here.
        </EmptyState>
      }
    />
  );
}
