import type { ReactNode } from 'react';

export type PageHeadProps = {
  title: string;
  /** The object's state, as a StateChip. */
  state?: ReactNode;
  /** One line of key facts; pass `Fact`s. */
  facts?: ReactNode;
  /** What can be done here; the primary act last. */
  actions?: ReactNode;
};

/** The head of every page: title, state, one line of facts, actions on the right. */
export function PageHead({ title, state, facts, actions }: PageHeadProps) {
  return (
    <header className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3 pb-5">
      <div className="min-w-0 max-w-full">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h1 className="min-w-0 font-semibold text-ink text-title [overflow-wrap:anywhere]">{title}</h1>
          {state}
        </div>
        {facts && <div className="mt-1 flex flex-wrap gap-x-4 gap-y-0.5 text-muted">{facts}</div>}
      </div>
      {actions && <div className="flex min-w-0 max-w-full flex-wrap items-center gap-2 print:hidden">{actions}</div>}
    </header>
  );
}

/** One key fact: a dimmed label and its value. */
export function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <span className="inline-flex max-w-full items-baseline gap-1.5">
      <span className="shrink-0 text-dim">{label}</span>
      <span className="min-w-0 truncate text-ink">{children}</span>
    </span>
  );
}
