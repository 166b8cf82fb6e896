'use client';

import { ChevronRight, Lock, ShieldCheck, Undo2 } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import { cn } from '#components/ui/cn.ts';
import { Duration } from '#components/ui/duration.tsx';
import { toneText } from '#components/ui/state-chip.tsx';
import { stateWord, type ThreadRow } from './thread-row.ts';

export type ThreadRowViewProps = {
  row: ThreadRow;
  /** The item's name, where several are drawn together. */
  itemLabel: string | null;
  /** `plan` leaves the state out, for nothing has run; `job` shows it. */
  show: 'plan' | 'job';
};

/** What stands beside the knot: what is done to what, how it goes, how it is proven and taken back. */
export function ThreadRowView({ row, itemLabel, show }: ThreadRowViewProps) {
  const [open, setOpen] = useState(false);
  const moreId = useId();
  const quiet = row.state === 'undone' || row.state === 'skipped';
  return (
    <div className="min-w-0 flex-1 py-1.5">
      <div className="flex flex-wrap items-start gap-x-4">
        <div className="flex min-w-40 flex-1 items-start gap-1.5">
          {row.more ? (
            <button
              type="button"
              aria-expanded={open}
              aria-controls={moreId}
              onClick={() => setOpen(!open)}
              className="-ml-1 flex min-w-0 items-start gap-1 rounded-chip px-1 text-left hover:bg-hover"
            >
              <span className={cn('min-w-0', quiet && 'text-muted line-through decoration-edge')}>{row.title}</span>
              <ChevronRight
                aria-hidden="true"
                className={cn('mt-[3px] size-3.5 shrink-0 text-dim transition-[rotate]', open && 'rotate-90')}
              />
            </button>
          ) : (
            <span className={cn('min-w-0', quiet && 'text-muted line-through decoration-edge')}>{row.title}</span>
          )}
          {itemLabel && <span className="shrink-0 font-mono text-dim">{itemLabel}</span>}
        </div>
        <Outcome row={row} show={show} />
      </div>
      <Below row={row} show={show} />
      {row.more && (
        <div id={moreId} hidden={!open} className="pt-2 pb-1">
          {row.more}
        </div>
      )}
    </div>
  );
}

function Outcome({ row, show }: { row: ThreadRow; show: 'plan' | 'job' }) {
  const { word, tone } = stateWord[row.state];
  return (
    <span className="flex shrink-0 items-baseline gap-x-4 text-dim">
      {row.attempts !== undefined && row.attempts > 1 && <span>attempt {row.attempts}</span>}
      {row.durationMs !== undefined ? (
        <Duration durationMs={row.durationMs} usualMs={row.usualMs} className="text-muted" />
      ) : (
        row.usualMs !== undefined && (
          <span>
            usually <Duration durationMs={row.usualMs} />
          </span>
        )
      )}
      <span
        className={cn(
          'w-16 text-right',
          show === 'plan' && 'sr-only',
          row.state === 'pending' ? 'text-dim' : toneText[tone],
        )}
      >
        {word}
      </span>
    </span>
  );
}

/** The lines under the title; most rows of a running job have none, all rows of a plan have some. */
function Below({ row, show }: { row: ThreadRow; show: 'plan' | 'job' }) {
  return (
    <>
      {(row.operation || row.change) && (
        <div className="flex flex-wrap items-baseline gap-x-3 text-muted">
          {row.operation && <span className="font-mono text-dim [overflow-wrap:anywhere]">{row.operation}</span>}
          {row.change}
        </div>
      )}
      {row.waitsFor && (
        <Line icon={<Lock />}>
          Waits for <span className="font-mono">{row.waitsFor.lock}</span>, held by {row.waitsFor.holder}
        </Line>
      )}
      {row.proof && <Line icon={<ShieldCheck />}>{row.proof}</Line>}
      {row.undo && (show === 'plan' || row.state === 'undoing') && <Line icon={<Undo2 />}>{row.undo}</Line>}
      {row.problem && <div className="mt-1 max-w-prose rounded-control bg-danger-tint px-3 py-2">{row.problem}</div>}
    </>
  );
}

function Line({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <p className="flex items-start gap-1.5 text-muted [&_svg]:mt-[3px] [&_svg]:size-3.5 [&_svg]:shrink-0 [&_svg]:text-dim">
      {icon}
      <span className="min-w-0">{children}</span>
    </p>
  );
}
