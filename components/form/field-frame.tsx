'use client';

import { Field } from '@base-ui/react/field';
import { CircleCheck, OctagonAlert, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from '#components/ui/cn.ts';
import { Spinner } from '#components/ui/spinner.tsx';
import type { ServerCheck } from './server-check.ts';

export type FieldFrameProps = {
  label: string;
  /** What it means or how it must look, in one line. */
  hint?: ReactNode;
  optional?: boolean;
  /** What is wrong with it; null when nothing is. */
  error: string | null;
  check?: ServerCheck;
  /** `line` puts the control before its label: for a checkbox or a switch. */
  layout?: 'stack' | 'line';
  children: ReactNode;
  className?: string;
};

/** Label, hint, control, and what is wrong, tied together for everyone. */
export function FieldFrame(props: FieldFrameProps) {
  const { label, hint, optional, error, check = null, layout = 'stack', children, className } = props;
  const name = (
    <Field.Label className="font-medium text-data">
      {label}
      {optional && <span className="font-normal text-dim"> (optional)</span>}
    </Field.Label>
  );
  return (
    <Field.Root
      invalid={error !== null || check?.state === 'refused'}
      className={cn(
        'min-w-0',
        layout === 'stack' ? 'flex flex-col gap-1' : 'grid grid-cols-[auto_1fr] gap-x-2.5',
        className,
      )}
    >
      {layout === 'stack' ? name : <span className="flex h-5 items-center">{children}</span>}
      {layout === 'line' && name}
      {layout === 'stack' && children}
      <div className={layout === 'line' ? 'col-start-2' : undefined}>
        {error !== null && (
          <Field.Error match className="flex items-start gap-1.5 text-danger">
            <OctagonAlert aria-hidden="true" className="mt-[3px] size-3.5 shrink-0" />
            {error}
          </Field.Error>
        )}
        {hint && <Field.Description className="text-muted">{hint}</Field.Description>}
        <output className="block">{error === null && <CheckLine check={check} />}</output>
      </div>
    </Field.Root>
  );
}

const checkLook = {
  passed: { Icon: CircleCheck, style: 'text-ok' },
  warning: { Icon: TriangleAlert, style: 'text-warning' },
  refused: { Icon: OctagonAlert, style: 'text-danger' },
};

function CheckLine({ check }: { check: ServerCheck }) {
  if (check === null) return null;
  if (check.state === 'checking') {
    return (
      <span className="flex items-center gap-1.5 text-muted">
        <Spinner className="[&_svg]:size-3.5" /> Checking
      </span>
    );
  }
  const { Icon, style } = checkLook[check.state];
  return (
    <span className={cn('flex items-start gap-1.5', style)}>
      <Icon aria-hidden="true" className="mt-[3px] size-3.5 shrink-0" />
      <span>
        {check.text}
        {check.state === 'refused' && check.remedy && <span className="block text-ink">{check.remedy}</span>}
      </span>
    </span>
  );
}
