'use client';

import { ArrowLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '#components/ui/button.tsx';
import { cn } from '#components/ui/cn.ts';
import { LinkButton } from '#components/ui/link-button.tsx';
import { Spinner } from '#components/ui/spinner.tsx';
import { StateChip } from '#components/ui/state-chip.tsx';
import { Time } from '#components/ui/time.tsx';
import type { DraftState, WizardStep } from './wizard-step.ts';
import { WizardSteps } from './wizard-steps.tsx';

export type WizardFrameProps = {
  /** A verb and its object: "Clone VMs from web-base". */
  title: string;
  steps: readonly WizardStep[];
  /** The step is in the URL. */
  stepHref: (key: string) => string;
  draft: DraftState;
  /** The step's name and one sentence on what it decides. */
  heading: string;
  intro: ReactNode;
  children: ReactNode;
  /** What the choices so far come to, beside the step; null on the plan step, which is the plan. */
  plan: ReactNode | null;
  /** Where Back leads; null on the first step. */
  backHref: string | null;
  /** Leaves the wizard; the draft stays. */
  leaveHref: string;
  /** Next, or on the last step the act itself: "Approve and clone 40 VMs". */
  primary: { label: string; onPress: () => void; pending: boolean; disabledReason: string | null };
};

/** The one frame of all wizards: steps, content, what it comes to, and a foot that says why when it refuses. */
export function WizardFrame(props: WizardFrameProps) {
  const { title, steps, stepHref, heading, intro, children, plan } = props;
  const several = steps.length > 1;
  const columns = 'md:grid-cols-[11.5rem_minmax(0,1fr)] xl:grid-cols-[13rem_minmax(0,1fr)]';
  return (
    <div className={cn('grid grid-cols-[minmax(0,1fr)] gap-x-10 gap-y-5', several && columns)}>
      <header className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 md:col-span-full">
        <h1 className="font-semibold text-title">{title}</h1>
        <Draft draft={props.draft} />
      </header>
      {several && (
        <div className="md:sticky md:top-[calc(var(--table-top,0px)+24px)] md:self-start">
          <WizardSteps steps={steps} stepHref={stepHref} />
        </div>
      )}
      <div className="min-w-0">
        <div className={cn('gap-x-10 gap-y-6', plan ? 'grid xl:grid-cols-[minmax(0,1fr)_19rem]' : '')}>
          <section aria-label={heading} className={cn('min-w-0', plan && 'max-w-3xl')}>
            {several && <h2 className="font-semibold">{heading}</h2>}
            <p className="mb-5 max-w-prose text-muted">{intro}</p>
            {children}
          </section>
          {plan && (
            <aside aria-label="What this comes to" className="border-t pt-4 xl:border-t-0 xl:border-l xl:pt-0 xl:pl-6">
              {plan}
            </aside>
          )}
        </div>
        <Foot {...props} />
      </div>
    </div>
  );
}

function Draft({ draft }: { draft: DraftState }) {
  return (
    <output className="flex min-h-5 items-center gap-2 text-muted">
      {draft.state === 'saving' && (
        <>
          <Spinner /> Saving draft
        </>
      )}
      {draft.state === 'saved' && (
        <span>
          Draft saved <Time at={draft.at} />
        </span>
      )}
      {draft.state === 'failed' && <StateChip tone="warning" label="Draft not saved" title={draft.reason} />}
    </output>
  );
}

function Foot({ backHref, leaveHref, primary }: WizardFrameProps) {
  return (
    <footer className="sticky bottom-0 z-10 mt-8 flex flex-wrap items-center gap-2 border-t bg-canvas py-3 print:hidden">
      {backHref && (
        <LinkButton href={backHref} icon={<ArrowLeft aria-hidden="true" />}>
          Back
        </LinkButton>
      )}
      <LinkButton href={leaveHref} variant="quiet">
        Leave
      </LinkButton>
      <span className="ml-auto flex min-w-0 flex-wrap items-center justify-end gap-x-3 gap-y-1">
        {primary.disabledReason && (
          <span aria-hidden="true" className="text-muted max-sm:w-full max-sm:text-right">
            {primary.disabledReason}
          </span>
        )}
        <Button
          variant="primary"
          onClick={primary.onPress}
          pending={primary.pending}
          disabledReason={primary.disabledReason}
        >
          {primary.label}
        </Button>
      </span>
    </footer>
  );
}
