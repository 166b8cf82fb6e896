import { ArrowRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from './cn.ts';

export type DiffValueProps = {
  /** Null: it did not exist before. */
  before: ReactNode | null;
  /** Null: it is removed. */
  after: ReactNode | null;
  className?: string;
};

/** Before -> after: what was is dimmed, what will be is in full, what goes is struck through. */
export function DiffValue({ before, after, className }: DiffValueProps) {
  return (
    <span className={cn('inline-flex max-w-full flex-wrap items-baseline gap-x-1.5 tabular-nums', className)}>
      {before !== null && (
        <>
          <span className="sr-only">before </span>
          {after === null ? (
            <del className="text-dim decoration-danger">{before}</del>
          ) : (
            <span className="text-dim">{before}</span>
          )}
        </>
      )}
      {before !== null && after !== null && <ArrowRight aria-hidden="true" className="size-3.5 self-center text-dim" />}
      {after === null ? (
        <span className="sr-only">, removed</span>
      ) : (
        <>
          <span className="sr-only">{before === null ? 'new ' : ' after '}</span>
          {before === null ? (
            <ins className="text-ink no-underline">{after}</ins>
          ) : (
            <span className="text-ink">{after}</span>
          )}
        </>
      )}
    </span>
  );
}
