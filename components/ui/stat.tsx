import type { ReactNode } from 'react';
import { cn } from './cn.ts';
import { type Tone, toneIcon, toneText } from './state-chip.tsx';

export type StatProps = {
  /** What is counted: "LUNs", "Registrations on san-a". */
  label: string;
  /** What it is, or what it will be after the plan. A string or a formatted number. */
  value: ReactNode;
  /** What it was. Shown dimmed before an arrow. */
  before?: ReactNode;
  unit?: string;
  /** One line below: "of 256, 50 %", "full in 41 days". */
  note?: ReactNode;
  /** Only where the figure itself is a state; then the note says which. */
  tone?: Tone;
  className?: string;
};

/** One of the few large numbers of a plan or a dashboard. */
export function Stat({ label, value, before, unit, note, tone, className }: StatProps) {
  const Icon = tone && toneIcon[tone];
  return (
    <div className={cn('min-w-0', className)}>
      <dt className="truncate text-muted">{label}</dt>
      <dd className="mt-1">
        <span className="flex flex-wrap items-baseline gap-x-2 font-medium text-figure tabular-nums">
          {before !== undefined && (
            <span className="whitespace-nowrap font-normal text-dim">
              <span className="sr-only">from </span>
              {before} <span aria-hidden="true">→</span>
              <span className="sr-only"> to</span>
            </span>
          )}
          <span className={cn('whitespace-nowrap', tone === 'unknown' && 'hatch rounded-control px-2 text-muted')}>
            {value}
            {unit && <span className="font-normal text-dim"> {unit}</span>}
          </span>
        </span>
        {note && (
          <span className="mt-1 flex items-start gap-1.5 text-muted">
            {Icon && <Icon aria-hidden="true" className={cn('mt-[3px] size-3.5 shrink-0', toneText[tone])} />}
            <span className="min-w-0">{note}</span>
          </span>
        )}
      </dd>
    </div>
  );
}

/** A row of stats, parted by hairlines; the hairline of whichever comes first in a row is clipped away. */
export function Stats({ children, label }: { children: ReactNode; label: string }) {
  return (
    <div className="overflow-clip">
      <dl
        aria-label={label}
        className="-ml-[21px] grid grid-cols-[repeat(auto-fit,minmax(min(100%,13rem),1fr))] gap-x-5 gap-y-6 [&>*]:border-l [&>*]:pl-5"
      >
        {children}
      </dl>
    </div>
  );
}
