'use client';

import { useRouter, useSearchParams } from 'next/navigation';
import { Proposal, throttleProblem, toInput } from '#components/capacity/consolidation.ts';
import { PlanStep } from '#components/plans/plan-step.tsx';
import { approveRefusal, usePlan } from '#components/plans/use-plan.ts';
import { useDraft } from '#components/query/use-draft.ts';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { LinkButton } from '#components/ui/link-button.tsx';
import { PageHead } from '#components/ui/page-head.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { WizardFrame } from '#components/wizard/wizard-frame.tsx';
import { paths } from '#contract/paths.ts';
import { ProposalStep } from './proposal-step.tsx';

const empty: Record<string, unknown> = {};

/** The advisor's proposal, as it was kept when it was made a plan -> throttle -> plan. */
export function ConsolidateCsvs({ roleRefusal }: { roleRefusal: string | null }) {
  const { draft, change, state, forget } = useDraft('consolidate-csvs', empty, empty);
  if (!draft) return <Skeleton className="h-72" />;
  const proposal = Proposal.safeParse(draft);
  if (!proposal.success)
    return (
      <>
        <PageHead title="Consolidate CSVs" />
        <EmptyState
          title="There is no proposal"
          action={<LinkButton href={paths.csvPlan()}>Ask the advisor</LinkButton>}
        >
          The advisor looks at the CSVs of an array and proposes what to move and what to retire. What it proposes can
          be made a plan.
        </EmptyState>
      </>
    );
  return (
    <Steps proposal={proposal.data} change={change} draftState={state} forget={forget} roleRefusal={roleRefusal} />
  );
}

type StepsProps = {
  proposal: Proposal;
  change: (to: Partial<Proposal>) => void;
  draftState: ReturnType<typeof useDraft>['state'];
  forget: () => Promise<void>;
  roleRefusal: string | null;
};

function Steps({ proposal, change, draftState, forget, roleRefusal }: StepsProps) {
  const router = useRouter();
  const problem = throttleProblem(proposal.megabytesPerSecond);
  const planning = useSearchParams().get('step') === 'plan' && problem === null;
  const plan = usePlan(planning && !roleRefusal ? { procedure: 'consolidate-csvs', input: toInput(proposal) } : null);
  const approve = () => {
    plan.approve();
    void forget();
  };
  return (
    <WizardFrame
      title={`Consolidate the CSVs of ${proposal.arrayName}`}
      steps={[
        { key: 'proposal', label: 'Proposal', state: planning ? 'complete' : 'current' },
        planning
          ? { key: 'plan', label: 'Plan', state: 'current' }
          : problem
            ? { key: 'plan', label: 'Plan', state: 'blocked', reason: problem }
            : { key: 'plan', label: 'Plan', state: 'open' },
      ]}
      stepHref={(key) => `?step=${key}`}
      draft={draftState}
      heading={planning ? 'Plan' : 'Proposal'}
      intro={
        planning
          ? 'Read what will be done. Nothing has been changed yet.'
          : 'VMs go on running while their disks move. A CSV that is empty afterwards is retired into quarantine.'
      }
      plan={null}
      backHref={planning ? '?step=proposal' : null}
      leaveHref={paths.csvPlan()}
      primary={
        planning
          ? {
              label: 'Approve and consolidate',
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
      {!planning && <ProposalStep proposal={proposal} change={change} />}
      {planning && (roleRefusal ? <p>{roleRefusal}</p> : <PlanStep of={plan} />)}
    </WizardFrame>
  );
}
