import type { ReactNode } from 'react';
import { cn } from './cn.ts';
import { type Tone, toneIcon, toneText } from './state-chip.tsx';

export type CalloutProps = {
  tone: Tone;
  /** The statement in one line. */
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  className?: string;
};

const ground: Record<Tone, string> = {
  neutral: 'bg-sunken',
  waiting: 'bg-sunken',
  running: 'bg-thread-tint',
  ok: 'bg-ok-tint',
  warning: 'bg-warning-tint',
  danger: 'bg-danger-tint',
  unknown: 'bg-sunken',
  stale: 'bg-sunken',
};

/** A remark that belongs to what stands below it. */
export function Callout({ tone, title, children, action, className }: CalloutProps) {
  const Icon = toneIcon[tone];
  return (
    <div
      className={cn('flex flex-wrap items-start gap-x-3 gap-y-2 rounded-control px-3 py-2', ground[tone], className)}
    >
      <Icon
        aria-hidden="true"
        className={cn(
          'mt-0.5 size-4 shrink-0',
          toneText[tone],
          (tone === 'unknown' || tone === 'stale') && 'hatch -mx-0.5 mt-0 size-5 rounded-chip p-0.5',
        )}
      />
      <div className="min-w-48 flex-1">
        <p className="font-medium text-ink">{title}</p>
        {children && <div className="max-w-prose text-muted">{children}</div>}
      </div>
      {action}
    </div>
  );
}
