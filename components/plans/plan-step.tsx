'use client';

import { problemOf } from '#components/query/api-error.ts';
import { Button } from '#components/ui/button.tsx';
import { Callout } from '#components/ui/callout.tsx';
import { ErrorPanel } from '#components/ui/error-panel.tsx';
import { Section } from '#components/ui/section.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { Checks } from './checks.tsx';
import { isOnlyBeyondLimit, OverrideLimit } from './override-limit.tsx';
import { PlanView } from './plan-view.tsx';
import type { PlanInProgress } from './use-plan.ts';

/** The last step of every wizard: the plan to read, or every reason why there can be none. */
export function PlanStep({ of }: { of: PlanInProgress }) {
  if (of.refused) {
    const problem = problemOf(of.refused);
    const again = <Button onClick={of.replan}>Check again</Button>;
    if (!problem.checks) return <ErrorPanel problem={problem} actions={again} />;
    const count = problem.checks.filter((check) => check.state === 'refused').length;
    return (
      <div className="space-y-5">
        <Callout
          tone="danger"
          title={count === 1 ? 'One thing stands in the way' : `${count} things stand in the way`}
          action={again}
        >
          Nothing was changed.
        </Callout>
        <Section title="Checks">
          <Checks checks={problem.checks} />
        </Section>
        {isOnlyBeyondLimit(problem.checks) && <OverrideLimit onOverride={of.goBeyond} />}
      </div>
    );
  }
  if (!of.plan) {
    return (
      <div aria-busy="true" className="space-y-3">
        <p className="text-muted">Looking at the fabric and working the plan out…</p>
        <Skeleton className="h-16" />
        <Skeleton className="h-40" />
      </div>
    );
  }
  return (
    <div className="space-y-5">
      {of.stale && (
        <Callout
          tone="warning"
          title="The fabric has changed since this plan was made"
          action={<Button onClick={of.replan}>Plan again</Button>}
        >
          Nothing was done. Plan again to see what is different.
        </Callout>
      )}
      {of.applyError && <ErrorPanel problem={problemOf(of.applyError)} />}
      <PlanView plan={of.plan} />
    </div>
  );
}
