'use client';

import { useQuery } from '@tanstack/react-query';
import { useRouter, useSearchParams } from 'next/navigation';
import { PlanStep } from '#components/plans/plan-step.tsx';
import { approveRefusal, usePlan } from '#components/plans/use-plan.ts';
import { q } from '#components/query/q.ts';
import { useDraft } from '#components/query/use-draft.ts';
import { KeyValues } from '#components/ui/key-values.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { WizardFrame } from '#components/wizard/wizard-frame.tsx';
import type { WizardStep } from '#components/wizard/wizard-step.ts';
import { paths } from '#contract/paths.ts';
import { ClusterStep } from './cluster-step.tsx';
import {
  type CreateCsvDraft,
  emptyDraft,
  reachableStep,
  type StepKey,
  stepKeys,
  stepProblem,
  toInput,
} from './draft.ts';
import { NameStep } from './name-step.tsx';
import { PoolStep } from './pool-step.tsx';

const words: Record<StepKey, { label: string; intro: string }> = {
  cluster: {
    label: 'Cluster',
    intro: 'Every host of the cluster sees the CSV and registers each of its channels on it.',
  },
  pool: { label: 'Pool and size', intro: 'The LUN is made in this pool; its array must hold the registrations.' },
  name: { label: 'Name', intro: 'One name on the array and on every host.' },
  plan: { label: 'Plan', intro: 'Read what will be done. Nothing has been changed yet.' },
};

/** Cluster -> pool and size -> name -> plan. */
export function CreateCsv({ clusterId, roleRefusal }: { clusterId: string | null; roleRefusal: string | null }) {
  const { draft, change, state, forget } = useDraft<CreateCsvDraft>(
    'create-csv',
    emptyDraft,
    clusterId ? { clusterId } : {},
  );
  if (!draft) return <Skeleton className="h-72" />;
  return <Steps draft={draft} change={change} draftState={state} forget={forget} roleRefusal={roleRefusal} />;
}

type StepsProps = {
  draft: CreateCsvDraft;
  change: (to: Partial<CreateCsvDraft>) => void;
  draftState: ReturnType<typeof useDraft>['state'];
  forget: () => Promise<void>;
  roleRefusal: string | null;
};

function Steps({ draft, change, draftState, forget, roleRefusal }: StepsProps) {
  const router = useRouter();
  const asked = useSearchParams().get('step');
  const step = reachableStep(draft, stepKeys.find((key) => key === asked) ?? 'cluster');
  const summaries = useSummaries(draft);
  const plan = usePlan(step === 'plan' && !roleRefusal ? { procedure: 'create-csv', input: toInput(draft) } : null);
  const at = stepKeys.indexOf(step);
  const href = (key: string) => `?step=${key}`;
  const next = stepKeys[at + 1];
  const approve = () => {
    plan.approve();
    void forget();
  };
  return (
    <WizardFrame
      title="Create a CSV"
      steps={stepKeys.map((key) => wizardStep(key, draft, step, summaries[key]))}
      stepHref={href}
      draft={draftState}
      heading={words[step].label}
      intro={words[step].intro}
      plan={step === 'plan' ? null : <SoFar summaries={summaries} />}
      backHref={at > 0 ? href(stepKeys[at - 1] ?? 'cluster') : null}
      leaveHref={paths.csvs()}
      primary={
        step === 'plan'
          ? {
              label: `Approve and create ${draft.name.trim()}`,
              onPress: approve,
              pending: plan.applying,
              disabledReason: approveRefusal(plan, roleRefusal),
            }
          : {
              label: 'Next',
              onPress: () => next && router.push(href(next)),
              pending: false,
              disabledReason: roleRefusal ?? stepProblem(draft, step),
            }
      }
    >
      {step === 'cluster' && <ClusterStep draft={draft} change={change} />}
      {step === 'pool' && <PoolStep draft={draft} change={change} />}
      {step === 'name' && <NameStep draft={draft} change={change} />}
      {step === 'plan' && (roleRefusal ? <p>{roleRefusal}</p> : <PlanStep of={plan} />)}
    </WizardFrame>
  );
}

type Summaries = Record<StepKey, string | undefined>;

/** What was chosen in each step, by name. */
function useSummaries(draft: CreateCsvDraft): Summaries {
  const cluster = useQuery({
    ...q('clusters.get', { params: { id: draft.clusterId ?? '' } }),
    enabled: draft.clusterId !== null,
  });
  const pool = useQuery({
    ...q('pools.get', { params: { id: draft.poolId ?? '' } }),
    enabled: draft.poolId !== null,
  });
  const size = draft.sizeGib === null ? '' : `, ${draft.sizeGib.toLocaleString('en')} GiB`;
  return {
    cluster: cluster.data?.name,
    pool: pool.data && `${pool.data.name} on ${pool.data.array.name}${size}`,
    name: draft.name.trim() || undefined,
    plan: undefined,
  };
}

function SoFar({ summaries }: { summaries: Summaries }) {
  const items = stepKeys.filter((key) => key !== 'plan');
  return (
    <>
      <h2 className="mb-2 font-medium">So far</h2>
      <KeyValues
        items={items.map((key) => ({ key, label: words[key].label, value: summaries[key] ?? 'not chosen' }))}
      />
    </>
  );
}

function wizardStep(key: StepKey, draft: CreateCsvDraft, current: StepKey, summary: string | undefined): WizardStep {
  const base = { key, label: words[key].label, summary };
  if (key === current) return { ...base, state: 'current' };
  const before = stepKeys.slice(0, stepKeys.indexOf(key)).find((earlier) => stepProblem(draft, earlier) !== null);
  if (before) return { ...base, state: 'blocked', reason: `First: ${words[before].label.toLowerCase()}` };
  return { ...base, state: stepKeys.indexOf(key) < stepKeys.indexOf(current) ? 'complete' : 'open' };
}
