'use client';

import type { ReactNode } from 'react';
import { WizardFrame } from '#components/wizard/wizard-frame.tsx';
import { PlanStep } from './plan-step.tsx';
import { approveRefusal, type PlanRequest, usePlan } from './use-plan.ts';

export type OneStepPlanProps = {
  /** "Seal the golden LUN of Debian 12". */
  title: string;
  request: PlanRequest;
  intro: ReactNode;
  /** The act itself: "Approve and seal". */
  approveLabel: string;
  roleRefusal: string | null;
  leaveHref: string;
};

/** A wizard for a procedure that has nothing left to choose: its one step is the plan. */
export function OneStepPlan({ title, request, intro, approveLabel, roleRefusal, leaveHref }: OneStepPlanProps) {
  const plan = usePlan(roleRefusal ? null : request);
  return (
    <WizardFrame
      title={title}
      steps={[{ key: 'plan', label: 'Plan', state: 'current' }]}
      stepHref={() => '?'}
      draft={{ state: 'none' }}
      heading="Plan"
      intro={intro}
      plan={null}
      backHref={null}
      leaveHref={leaveHref}
      primary={{
        label: approveLabel,
        onPress: plan.approve,
        pending: plan.applying,
        disabledReason: approveRefusal(plan, roleRefusal),
      }}
    >
      {roleRefusal ? <p>{roleRefusal}</p> : <PlanStep of={plan} />}
    </WizardFrame>
  );
}
