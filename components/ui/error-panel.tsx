import { OctagonAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from './cn.ts';
import { Mono } from './mono.tsx';

/** The parts of an RFC 9457 problem that a person needs. */
export type ProblemShape = {
  /** What happened. */
  title: string;
  /** Why, in this fabric. */
  detail?: string | undefined;
  /** What to do next. */
  remedy?: string | undefined;
  /** The stable code to look up or to report. */
  code: string;
  status?: number | undefined;
  /** The request's id, to find it in the log. */
  requestId?: string | undefined;
};

export type ErrorPanelProps = {
  problem: ProblemShape;
  /** Buttons that carry out the remedy or try again. */
  actions?: ReactNode;
  className?: string;
};

/** What happened, why here, what to do, and the code. */
export function ErrorPanel({ problem, actions, className }: ErrorPanelProps) {
  return (
    <div
      role="alert"
      className={cn('flex gap-3 rounded-control bg-danger-tint px-4 py-3 text-ink [overflow-wrap:anywhere]', className)}
    >
      <OctagonAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-danger" />
      <div className="min-w-0 flex-1 space-y-1">
        <p className="font-semibold">{problem.title}</p>
        {problem.detail && <p className="max-w-prose text-muted">{problem.detail}</p>}
        {problem.remedy && (
          <p className="max-w-prose">
            <span className="text-muted">What to do: </span>
            {problem.remedy}
          </p>
        )}
        <p className="flex flex-wrap gap-x-3 text-muted">
          <Mono copy="error code">{problem.code}</Mono>
          {problem.requestId && <Mono copy="request id">{problem.requestId}</Mono>}
        </p>
        {actions && <div className="flex flex-wrap gap-2 pt-2">{actions}</div>}
      </div>
    </div>
  );
}
