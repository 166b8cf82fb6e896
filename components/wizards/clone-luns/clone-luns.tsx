'use client';

import { useRouter, useSearchParams } from 'next/navigation';
import { FieldFrame } from '#components/form/field-frame.tsx';
import { HostChoice } from '#components/placement/host-choice.tsx';
import { PlanStep } from '#components/plans/plan-step.tsx';
import { approveRefusal, usePlan } from '#components/plans/use-plan.ts';
import { useDraft } from '#components/query/use-draft.ts';
import { Input } from '#components/ui/input.tsx';
import { NumberInput } from '#components/ui/number-input.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { WizardFrame } from '#components/wizard/wizard-frame.tsx';
import { paths } from '#contract/paths.ts';
import { type CloneLunsDraft, draftProblem, emptyDraft, toInput } from './draft.ts';

type Props = { golden: { id: string; name: string }; roleRefusal: string | null };

/** Count, names and hosts -> plan. */
export function CloneLuns({ golden, roleRefusal }: Props) {
  const router = useRouter();
  const { draft, change, state, forget } = useDraft<CloneLunsDraft>('clone-luns', emptyDraft, {});
  const problem = draft ? draftProblem(draft) : 'The draft is being read.';
  const planStep = useSearchParams().get('step') === 'plan' && !problem;
  const plan = usePlan(
    planStep && draft && !roleRefusal ? { procedure: 'clone-luns', input: toInput(golden.id, draft) } : null,
  );
  if (!draft) return <Skeleton className="h-72" />;
  const approve = () => {
    plan.approve();
    void forget();
  };
  return (
    <WizardFrame
      title={`Clone LUNs from ${golden.name}`}
      steps={[
        { key: 'luns', label: 'LUNs', state: planStep ? 'complete' : 'current' },
        planStep
          ? { key: 'plan', label: 'Plan', state: 'current' }
          : problem
            ? { key: 'plan', label: 'Plan', state: 'blocked', reason: problem }
            : { key: 'plan', label: 'Plan', state: 'open' },
      ]}
      stepHref={(key) => `?step=${key}`}
      draft={state}
      heading={planStep ? 'Plan' : 'LUNs'}
      intro={
        planStep
          ? 'Read what will be done. Nothing has been changed yet.'
          : 'Each LUN is a writable snapshot of the golden LUN, presented to one of the hosts in turn.'
      }
      plan={null}
      backHref={planStep ? '?step=luns' : null}
      leaveHref={paths.lun(golden.id)}
      primary={
        planStep
          ? {
              label: `Approve and clone ${draft.count === 1 ? '1 LUN' : `${draft.count} LUNs`}`,
              onPress: approve,
              pending: plan.applying,
              disabledReason: approveRefusal(plan, roleRefusal),
            }
          : {
              label: 'Next',
              onPress: () => router.push('?step=plan'),
              pending: false,
              disabledReason: roleRefusal ?? problem,
            }
      }
    >
      {planStep ? <PlanStep of={plan} /> : <Fields draft={draft} change={change} />}
    </WizardFrame>
  );
}

function Fields({ draft, change }: { draft: CloneLunsDraft; change: (to: Partial<CloneLunsDraft>) => void }) {
  const problem = draft.namePattern === '' ? null : draftProblem({ ...draft, hostIds: ['any'] });
  return (
    <div className="max-w-xl space-y-5">
      <FieldFrame label="How many" error={null}>
        <NumberInput
          value={draft.count}
          onValueChange={(count) => change({ count })}
          min={1}
          max={10_000}
          unit="LUNs"
          className="w-44"
        />
      </FieldFrame>
      <FieldFrame
        label="Name"
        hint="{n} stands for the number, {nn} and {nnn} for two and three digits."
        error={problem}
      >
        <Input
          mono
          value={draft.namePattern}
          onChange={(event) => change({ namePattern: event.target.value })}
          placeholder="data-{nn}"
          maxLength={63}
        />
      </FieldFrame>
      <FieldFrame label="First number" error={null}>
        <NumberInput
          value={draft.startNumber}
          onValueChange={(startNumber) => change({ startNumber })}
          min={0}
          max={999_999}
          className="w-44"
        />
      </FieldFrame>
      <HostChoice hostIds={draft.hostIds} onChange={(hostIds) => change({ hostIds })} />
    </div>
  );
}
