'use client';

import { useQuery } from '@tanstack/react-query';
import { q } from '#components/query/q.ts';
import { TextLink } from '#components/ui/text-link.tsx';
import { Time } from '#components/ui/time.tsx';
import { paths } from '#contract/paths.ts';

/** The last few jobs, whatever became of them. */
export function LatestJobs() {
  const query = useQuery({ ...q('jobs.list', { query: { limit: 5, sort: '-createdAt' } }), refetchInterval: 10_000 });
  const jobs = query.data?.items ?? [];
  if (jobs.length === 0) return null;
  return (
    <ul className="hairlines mt-3 border-t" aria-label="Latest jobs">
      {jobs.map((job) => (
        <li key={job.id} className="flex items-baseline justify-between gap-4 py-1.5">
          <TextLink href={paths.job(job.id)} className="min-w-0 truncate">
            {job.title}
          </TextLink>
          <span className="shrink-0 text-muted">
            {job.state.replaceAll('_', ' ')} <Time at={job.createdAt} />
          </span>
        </li>
      ))}
    </ul>
  );
}
