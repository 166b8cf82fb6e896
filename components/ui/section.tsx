import { type ReactNode, useId } from 'react';
import { cn } from './cn.ts';

export type SectionProps = {
  title: string;
  /** One sentence, only where the title leaves a question. */
  hint?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
  className?: string;
};

/** A part of a page under a hairline; never a box. */
export function Section({ title, hint, actions, children, className }: SectionProps) {
  const titleId = useId();
  return (
    <section aria-labelledby={titleId} className={cn('border-t pt-4 pb-8', className)}>
      <div className="mb-3 flex min-h-7 flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <div className="flex flex-wrap items-baseline gap-x-3">
          <h2 id={titleId} className="font-semibold text-ink">
            {title}
          </h2>
          {hint && <p className="text-muted">{hint}</p>}
        </div>
        {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
      </div>
      {children}
    </section>
  );
}
