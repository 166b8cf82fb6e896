import type { JobDto, JobRowDto } from '#contract/api/jobs.ts';

export type JobEventData =
  | { kind: 'job'; data: Partial<JobDto> & { reload?: boolean } }
  | { kind: 'items'; data: { key: string; state: JobDto['items'][number]['state']; failure?: JobDto['failure'] }[] }
  | {
      kind: 'rows';
      /** Outputs and proof are left out where many rows change at once. */
      data: (Pick<JobRowDto, 'key' | 'state' | 'attempts' | 'failure' | 'sentAt' | 'endedAt'> &
        Partial<Pick<JobRowDto, 'outputs' | 'proof'>>)[];
    };

/** The job as it is after an event; events name what changed, so nothing has to be read again while it runs. */
export function applyJobEvent(job: JobDto, event: JobEventData): JobDto {
  if (event.kind === 'job') {
    const { reload: _, ...columns } = event.data;
    return { ...job, ...columns };
  }
  if (event.kind === 'items') {
    const changed = new Map(event.data.map((item) => [item.key, item]));
    const items = job.items.map((item) => {
      const now = changed.get(item.key);
      return now
        ? { ...item, state: now.state, failure: now.failure === undefined ? item.failure : now.failure }
        : item;
    });
    return {
      ...job,
      items,
      itemsDone: items.filter((i) => i.state === 'succeeded').length,
      itemsFailed: items.filter((i) => i.failure || i.state === 'stuck').length,
    };
  }
  const changed = new Map(event.data.map((row) => [row.key, row]));
  const rows = job.rows.map((row) => {
    const now = changed.get(row.key);
    return now ? { ...row, ...now, durationMs: durationOf(now.sentAt, now.endedAt) } : row;
  });
  return {
    ...job,
    rows,
    rowsDone: rows.filter((r) => r.state === 'proven' || r.state === 'undone' || r.state === 'skipped').length,
  };
}

function durationOf(sentAt: string | null, endedAt: string | null): number | null {
  return sentAt && endedAt ? Math.max(0, Date.parse(endedAt) - Date.parse(sentAt)) : null;
}
