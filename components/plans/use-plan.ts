'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import { useApiMutation } from '#components/query/use-api-mutation.ts';
import type { ProcedureName } from '#contract/api/plans.ts';
import { paths } from '#contract/paths.ts';

export type PlanRequest = { procedure: ProcedureName; input: Record<string, unknown> };

/**
 * Plans as soon as the request is there, again whenever it changes, and applies the plan on show when it is approved.
 * A plan that has gone stale meanwhile is made anew, so that what is approved is always what was read.
 */
export function usePlan(request: PlanRequest | null) {
  const router = useRouter();
  const planning = useApiMutation('plans.create');
  const applying = useApiMutation('jobs.create', {
    invalidates: ['jobs.list', 'overview.get', 'templates.get', 'templates.list'],
    onSuccess: (job) => router.push(paths.job(job.id)),
  });
  const text = request ? JSON.stringify(request) : null;
  const planned = useRef<string | null>(null);
  const [override, setOverride] = useState<{ of: string; arrayName: string } | null>(null);
  const { mutate: plan } = planning;
  useEffect(() => {
    if (text === null || planned.current === text) return;
    planned.current = text;
    plan({ body: JSON.parse(text) });
  }, [text, plan]);
  const current = planned.current === text ? planning.data : undefined;
  // A limit is gone beyond for one request, not for whatever is asked next.
  const beyond = override !== null && override.of === text ? override.arrayName : null;
  const ask = (arrayName: string | null) => {
    applying.reset();
    if (text === null) return;
    plan({
      body: { ...JSON.parse(text), ...(arrayName === null ? {} : { override: { registrationLimit: arrayName } }) },
    });
  };
  const stale = applying.error?.problem.code === 'plan_stale';
  return {
    plan: current,
    planning: planning.isPending,
    refused: planning.error,
    stale,
    applyError: stale ? null : applying.error,
    applying: applying.isPending || applying.isSuccess,
    replan: () => ask(beyond),
    /** Plans beyond the registration limit of the array of that name; the server asks for an admin and the exact name. */
    goBeyond: (arrayName: string) => {
      if (text !== null) setOverride({ of: text, arrayName });
      ask(arrayName);
    },
    approve: () => {
      if (current) applying.mutate({ body: { planId: current.id } });
    },
  };
}

export type PlanInProgress = ReturnType<typeof usePlan>;

/** Why the approve button refuses; null = it may be pressed. */
export function approveRefusal(
  { plan, planning, refused, stale }: PlanInProgress,
  roleRefusal: string | null,
): string | null {
  if (roleRefusal) return roleRefusal;
  if (planning) return 'The plan is being made.';
  if (refused) return 'The fabric does not allow this plan.';
  if (stale) return 'The fabric has changed; plan again first.';
  if (!plan) return 'There is no plan yet.';
  return plan.nothingToDo ? 'There is nothing to do.' : null;
}
