'use client';

import { useRouter, useSearchParams } from 'next/navigation';
import { useState } from 'react';
import { PlanStep } from '#components/plans/plan-step.tsx';
import { approveRefusal, usePlan } from '#components/plans/use-plan.ts';
import { WizardFrame } from '#components/wizard/wizard-frame.tsx';
import { paths } from '#contract/paths.ts';
import { draftProblem, type ProbeDraft } from './draft.ts';
import { ProbeFields } from './probe-fields.tsx';

type Props = { array: { id: string; name: string }; roleRefusal: string | null };

/** Pool and ceiling -> plan. */
export function ProbeRegistrationLimit({ array, roleRefusal }: Props) {
  const router = useRouter();
  const asked = useSearchParams();
  const [draft, setDraft] = useState<ProbeDraft>({ poolId: null, ceiling: 1024 });
  const problem = draftProblem(draft);
  const planning = asked.get('step') === 'plan' && problem === null;
  const plan = usePlan(
    planning && !roleRefusal ? { procedure: 'probe-registration-limit', input: { arrayId: array.id, ...draft } } : null,
  );
  const href = (key: string) => `${paths.probeLimit(array.id)}&step=${key}`;
  return (
    <WizardFrame
      title={`Probe the registration limit of ${array.name}`}
      steps={[
        { key: 'scratch', label: 'Scratch LUN', state: planning ? 'complete' : 'current' },
        planning
          ? { key: 'plan', label: 'Plan', state: 'current' }
          : problem
            ? { key: 'plan', label: 'Plan', state: 'blocked', reason: problem }
            : { key: 'plan', label: 'Plan', state: 'open' },
      ]}
      stepHref={href}
      draft={{ state: 'none' }}
      heading={planning ? 'Plan' : 'Scratch LUN'}
      intro={
        planning
          ? 'Read what will be done. Nothing has been changed yet.'
          : 'Made-up keys are registered on a LUN of its own until the array refuses one; then LUN and keys are destroyed.'
      }
      plan={null}
      backHref={planning ? href('scratch') : null}
      leaveHref={paths.capacityLimits()}
      primary={
        planning
          ? {
              label: 'Approve and probe',
              onPress: plan.approve,
              pending: plan.applying,
              disabledReason: approveRefusal(plan, roleRefusal),
            }
          : {
              label: 'Next',
              onPress: () => router.push(href('plan')),
              pending: false,
              disabledReason: roleRefusal ?? problem,
            }
      }
    >
      {!planning && <ProbeFields arrayName={array.name} arrayId={array.id} draft={draft} onChange={setDraft} />}
      {planning && (roleRefusal ? <p>{roleRefusal}</p> : <PlanStep of={plan} />)}
    </WizardFrame>
  );
}
