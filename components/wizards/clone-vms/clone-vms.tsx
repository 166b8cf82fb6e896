'use client';

import { useQuery } from '@tanstack/react-query';
import { useRouter, useSearchParams } from 'next/navigation';
import { PlanStep } from '#components/plans/plan-step.tsx';
import { approveRefusal, usePlan } from '#components/plans/use-plan.ts';
import { q } from '#components/query/q.ts';
import { useDraft } from '#components/query/use-draft.ts';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { WizardFrame } from '#components/wizard/wizard-frame.tsx';
import type { WizardStep } from '#components/wizard/wizard-step.ts';
import { paths } from '#contract/paths.ts';
import {
  type CloneVmsDraft,
  emptyDraft,
  namePreview,
  reachableStep,
  type StepKey,
  stepKeys,
  stepProblem,
  toInput,
} from './draft.ts';
import { NamesStep } from './names-step.tsx';
import { PlacementStep } from './placement-step.tsx';
import { TemplateStep } from './template-step.tsx';
import { WhatItComesTo } from './what-it-comes-to.tsx';

const words: Record<StepKey, { label: string; intro: string }> = {
  template: { label: 'Template', intro: 'Every VM starts as a clone of this template’s golden LUN.' },
  names: { label: 'Count and names', intro: 'A VM is named as its host calls itself; its LUN carries the same name.' },
  placement: { label: 'Placement', intro: 'VMs go to the hosts with the most free memory.' },
  plan: { label: 'Plan', intro: 'Read what will be done. Nothing has been changed yet.' },
};

/** Template -> count and names -> placement -> plan. */
export function CloneVms({ templateId, roleRefusal }: { templateId: string | null; roleRefusal: string | null }) {
  const { draft, change, state, forget } = useDraft<CloneVmsDraft>(
    'clone-vms',
    emptyDraft,
    templateId ? { templateId } : {},
  );
  if (!draft) return <Skeleton className="h-72" />;
  return <Steps draft={draft} change={change} draftState={state} forget={forget} roleRefusal={roleRefusal} />;
}

type StepsProps = {
  draft: CloneVmsDraft;
  change: (to: Partial<CloneVmsDraft>) => void;
  draftState: ReturnType<typeof useDraft>['state'];
  forget: () => Promise<void>;
  roleRefusal: string | null;
};

function Steps({ draft, change, draftState, forget, roleRefusal }: StepsProps) {
  const router = useRouter();
  const asked = useSearchParams().get('step');
  const step = reachableStep(draft, stepKeys.find((key) => key === asked) ?? 'template');
  const template = useQuery({
    ...q('templates.get', { params: { id: draft.templateId ?? '' } }),
    enabled: draft.templateId !== null,
  });
  const cluster = useQuery({
    ...q('clusters.get', { params: { id: draft.clusterId ?? '' } }),
    enabled: draft.clusterId !== null,
  });
  const plan = usePlan(step === 'plan' && !roleRefusal ? { procedure: 'clone-vms', input: toInput(draft) } : null);
  const placedOn = draft.placement === 'cluster' ? cluster.data?.name : hostsWord(draft.hostIds.length);
  const problem = stepProblem(draft, step);
  const at = stepKeys.indexOf(step);
  const href = (key: string) => `?step=${key}`;
  const next = stepKeys[at + 1];
  const approve = () => {
    plan.approve();
    void forget();
  };
  return (
    <WizardFrame
      title={template.data ? `Clone VMs from ${template.data.name}` : 'Clone VMs'}
      steps={stepKeys.map((key) => wizardStep(key, draft, step, { templateName: template.data?.name, placedOn }))}
      stepHref={href}
      draft={draftState}
      heading={words[step].label}
      intro={words[step].intro}
      plan={
        step === 'plan' ? null : (
          <WhatItComesTo
            draft={draft}
            templateName={template.data?.name ?? null}
            clusterName={cluster.data?.name ?? null}
          />
        )
      }
      backHref={at > 0 ? href(stepKeys[at - 1] ?? 'template') : null}
      leaveHref={draft.templateId ? paths.template(draft.templateId) : paths.vms()}
      primary={
        step === 'plan'
          ? {
              label: `Approve and clone ${draft.count === 1 ? '1 VM' : `${draft.count} VMs`}`,
              onPress: approve,
              pending: plan.applying,
              disabledReason: approveRefusal(plan, roleRefusal),
            }
          : {
              label: 'Next',
              onPress: () => next && router.push(href(next)),
              pending: false,
              disabledReason: roleRefusal ?? problem,
            }
      }
    >
      {step === 'template' && <TemplateStep draft={draft} change={change} />}
      {step === 'names' && <NamesStep draft={draft} change={change} />}
      {step === 'placement' && <PlacementStep draft={draft} change={change} />}
      {step === 'plan' && <PlanStep of={plan} />}
    </WizardFrame>
  );
}

function wizardStep(
  key: StepKey,
  draft: CloneVmsDraft,
  current: StepKey,
  { templateName, placedOn }: { templateName: string | undefined; placedOn: string | undefined },
): WizardStep {
  const summaries: Record<StepKey, string | undefined> = {
    template: templateName,
    names: stepProblem(draft, 'names') ? undefined : namePreview(draft),
    placement: placedOn,
    plan: undefined,
  };
  const base = { key, label: words[key].label, summary: summaries[key] };
  if (key === current) return { ...base, state: 'current' };
  const before = stepKeys.slice(0, stepKeys.indexOf(key)).find((earlier) => stepProblem(draft, earlier) !== null);
  if (before) return { ...base, state: 'blocked', reason: `First: ${words[before].label.toLowerCase()}` };
  return { ...base, state: stepKeys.indexOf(key) < stepKeys.indexOf(current) ? 'complete' : 'open' };
}

function hostsWord(count: number): string | undefined {
  if (count === 0) return undefined;
  return count === 1 ? '1 host' : `${count} hosts`;
}
