import { Anchor } from '#components/ui/anchor.tsx';
import { cn } from '#components/ui/cn.ts';
import type { WizardStep } from './wizard-step.ts';

export type WizardStepsProps = { steps: readonly WizardStep[]; stepHref: (key: string) => string };

/** The steps as knots on a thread: dyed as far as one has come. At the side, or in a line above on a narrow screen. */
export function WizardSteps({ steps, stepHref }: WizardStepsProps) {
  const at = steps.findIndex((step) => step.state === 'current');
  return (
    <nav aria-label="Steps">
      <p className="mb-2 text-muted md:hidden">
        Step {at + 1} of {steps.length}
      </p>
      <ol className="flex gap-1 md:flex-col md:gap-0">
        {steps.map((step, index) => (
          <li key={step.key} className="relative flex-1 md:pb-1.5">
            {index < steps.length - 1 && (
              <span
                aria-hidden="true"
                className={cn(
                  'absolute top-6 bottom-[-6px] left-[7.5px] w-px max-md:hidden',
                  step.state === 'complete' ? 'bg-thread' : 'bg-line-strong',
                )}
              />
            )}
            <Step step={step} href={stepHref(step.key)} />
          </li>
        ))}
      </ol>
    </nav>
  );
}

function Step({ step, href }: { step: WizardStep; href: string }) {
  const current = step.state === 'current';
  const text = (
    <>
      <StepKnot state={step.state} />
      <span className={cn('min-w-0 max-md:block max-md:truncate', !current && 'max-md:sr-only')}>
        <span className={cn('block', current ? 'font-semibold text-ink' : 'text-muted')}>{step.label}</span>
        <span className="block truncate text-dim max-md:hidden">
          {step.state === 'blocked' ? step.reason : step.summary}
        </span>
        <span className="sr-only">, {step.state}</span>
      </span>
    </>
  );
  const style =
    'flex items-start gap-3 rounded-control py-1 max-md:flex-col max-md:gap-1.5 max-md:border-t-2 max-md:rounded-none max-md:pt-2 md:pr-2';
  const top = step.state === 'complete' || current ? 'max-md:border-thread' : 'max-md:border-line-strong';
  if (step.state === 'blocked' || current) {
    return (
      <div aria-current={current ? 'step' : undefined} className={cn(style, top)}>
        {text}
      </div>
    );
  }
  return (
    <Anchor href={href} className={cn(style, top, 'transition-colors hover:[&>span>span]:text-ink')}>
      {text}
    </Anchor>
  );
}

function StepKnot({ state }: { state: WizardStep['state'] }) {
  return (
    <svg viewBox="0 0 16 20" aria-hidden="true" className="h-5 w-4 shrink-0 max-md:hidden" fill="none">
      {state === 'complete' && (
        <>
          <circle cx="8" cy="10" r="6" fill="var(--color-thread)" />
          <path d="m5.4 10.2 1.8 1.8 3.4-3.8" stroke="var(--color-canvas)" strokeWidth="1.6" strokeLinecap="round" />
        </>
      )}
      {state === 'current' && (
        <>
          <circle cx="8" cy="10" r="6.25" fill="var(--color-canvas)" stroke="var(--color-thread)" strokeWidth="1.5" />
          <circle cx="8" cy="10" r="3" fill="var(--color-thread)" />
        </>
      )}
      {state === 'open' && (
        <circle cx="8" cy="10" r="4" fill="var(--color-canvas)" stroke="var(--color-edge)" strokeWidth="1.5" />
      )}
      {state === 'blocked' && (
        <circle
          cx="8"
          cy="10"
          r="4"
          fill="var(--color-canvas)"
          stroke="var(--color-edge)"
          strokeWidth="1.5"
          strokeDasharray="2 1.8"
        />
      )}
    </svg>
  );
}
