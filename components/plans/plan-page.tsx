'use client';

import { useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { PageCrumbs } from '#components/layout/page-crumbs.tsx';
import { problemOf } from '#components/query/api-error.ts';
import { q } from '#components/query/q.ts';
import { useApiMutation } from '#components/query/use-api-mutation.ts';
import { Button } from '#components/ui/button.tsx';
import { ErrorPanel } from '#components/ui/error-panel.tsx';
import { LinkButton } from '#components/ui/link-button.tsx';
import { Mono } from '#components/ui/mono.tsx';
import { Fact, PageHead } from '#components/ui/page-head.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { StateChip } from '#components/ui/state-chip.tsx';
import { Time } from '#components/ui/time.tsx';
import { useNow } from '#components/ui/use-now.ts';
import type { PlanDto } from '#contract/api/plans.ts';
import { paths } from '#contract/paths.ts';
import { PlanView } from './plan-view.tsx';

type Props = { id: string; operateRefusal: string | null };

/** A plan as it was made, by its permalink: to read, and to approve while it still holds. */
export function PlanPage({ id, operateRefusal }: Props) {
  const query = useQuery(q('plans.get', { params: { id } }));
  if (query.isPending) return <Skeleton className="h-72" />;
  if (query.isError)
    return (
      <ErrorPanel
        problem={problemOf(query.error)}
        actions={<Button onClick={() => void query.refetch()}>Read it again</Button>}
      />
    );
  return <Plan plan={query.data} operateRefusal={operateRefusal} />;
}

function Plan({ plan, operateRefusal }: { plan: PlanDto; operateRefusal: string | null }) {
  const router = useRouter();
  const applying = useApiMutation('jobs.create', {
    invalidates: ['jobs.list', 'overview.get', 'plans.get'],
    onSuccess: (job) => router.push(paths.job(job.id)),
  });
  const over = useIsOver(plan.expiresAt);
  return (
    <>
      <PageCrumbs crumbs={[{ label: 'Jobs', href: paths.jobs() }, { label: 'Plan' }]} />
      <PageHead
        title={plan.title}
        state={<PlanState plan={plan} over={over} />}
        facts={<Facts plan={plan} />}
        actions={
          plan.jobId ? (
            <LinkButton href={paths.job(plan.jobId)}>Open the job that applied it</LinkButton>
          ) : (
            <Button
              variant="primary"
              pending={applying.isPending || applying.isSuccess}
              disabledReason={operateRefusal ?? refusalOf(plan, over)}
              onClick={() => applying.mutate({ body: { planId: plan.id } })}
            >
              Approve and apply
            </Button>
          )
        }
      />
      {applying.error && <ErrorPanel problem={problemOf(applying.error)} className="mb-5" />}
      <PlanView plan={plan} />
    </>
  );
}

function Facts({ plan }: { plan: PlanDto }) {
  return (
    <>
      <Fact label="Planned by">{plan.createdBy}</Fact>
      <Fact label="at">
        <Time at={plan.createdAt} show="exact" />
      </Fact>
      <Fact label="Id">
        <Mono copy="id">{plan.id}</Mono>
      </Fact>
    </>
  );
}

function PlanState({ plan, over }: { plan: PlanDto; over: boolean }) {
  if (plan.jobId) return <StateChip tone="ok" label="Approved" />;
  if (plan.nothingToDo) return <StateChip tone="neutral" label="Nothing to do" />;
  if (over) return <StateChip tone="stale" label="Expired" title="The fabric may have changed; plan again" />;
  return <StateChip tone="waiting" label="Not approved" title="Nothing has been changed yet" />;
}

function refusalOf(plan: PlanDto, over: boolean): string | null {
  if (plan.nothingToDo) return 'There is nothing to do.';
  return over ? 'The plan has expired; plan again.' : null;
}

function useIsOver(expiresAt: string): boolean {
  const now = useNow();
  return now !== null && now > Date.parse(expiresAt);
}
