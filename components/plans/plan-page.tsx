'use client';

import { useQuery } from '@tanstack/react-query';
import { problemOf } from '#components/query/api-error.ts';
import { q } from '#components/query/q.ts';
import { ErrorPanel } from '#components/ui/error-panel.tsx';
import { LinkButton } from '#components/ui/link-button.tsx';
import { Mono } from '#components/ui/mono.tsx';
import { Fact, PageHead } from '#components/ui/page-head.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { Time } from '#components/ui/time.tsx';
import { paths } from '#contract/paths.ts';
import { PlanView } from './plan-view.tsx';

/** A plan as it was made, by its permalink. */
export function PlanPage({ id }: { id: string }) {
  const query = useQuery(q('plans.get', { params: { id } }));
  if (query.isPending) return <Skeleton className="h-72" />;
  if (query.isError) return <ErrorPanel problem={problemOf(query.error)} />;
  const plan = query.data;
  return (
    <>
      <PageHead
        title={plan.title}
        facts={
          <>
            <Fact label="Planned by">{plan.createdBy}</Fact>
            <Fact label="at">
              <Time at={plan.createdAt} show="exact" />
            </Fact>
            <Fact label="Id">
              <Mono copy="id">{plan.id}</Mono>
            </Fact>
          </>
        }
        actions={plan.jobId && <LinkButton href={paths.job(plan.jobId)}>Open the job that applied it</LinkButton>}
      />
      <PlanView plan={plan} />
    </>
  );
}
