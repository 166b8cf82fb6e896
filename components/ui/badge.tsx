import type { ReactNode } from 'react';
import { cn } from './cn.ts';

/** A count or a kind beside a name. It carries no state; that is what StateChip is for. */
export function Badge({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <span
      className={cn(
        'inline-flex h-5 items-center rounded-chip px-1.5 text-muted tabular-nums shadow-[inset_0_0_0_1px_var(--color-line-strong)]',
        className,
      )}
    >
      {children}
    </span>
  );
}
