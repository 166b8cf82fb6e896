import type { ReactNode } from 'react';
import { cn } from './cn.ts';

export type EmptyStateProps = {
  /** What is not here yet: "No templates are sealed". */
  title: string;
  /** Why that is so, and what happens once it is not. */
  children: ReactNode;
  /** The next step; null only where the reader has none. */
  action: ReactNode;
  className?: string;
};

/** Nothing here yet, and what to do about it. */
export function EmptyState({ title, children, action, className }: EmptyStateProps) {
  return (
    <div className={cn('mx-auto flex max-w-md flex-col items-center px-6 py-14 text-center', className)}>
      <LooseThreads />
      <p className="mt-5 font-semibold text-ink">{title}</p>
      <p className="mt-1 text-muted text-pretty">{children}</p>
      {action && <div className="mt-5 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  );
}

/** Warp threads on the beam, nothing woven yet. */
function LooseThreads() {
  return (
    <svg viewBox="0 0 88 40" aria-hidden="true" className="h-10 w-22" fill="none" strokeWidth="1.25">
      <path d="M4 6.5h80" stroke="var(--color-edge)" strokeLinecap="round" />
      {[12, 20, 28, 36, 52, 60, 68, 76].map((x) => (
        <path key={x} d={`M${x} 6.5v30`} stroke="var(--color-line-strong)" strokeDasharray="2 3" />
      ))}
      <path d="M44 6.5v30" stroke="var(--color-thread)" />
      <circle cx="44" cy="21.5" r="3.25" fill="var(--color-surface)" stroke="var(--color-thread)" />
    </svg>
  );
}
