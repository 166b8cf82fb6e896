'use client';

import { ChevronRight, Lock, ShieldCheck, Undo2 } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import { cn } from '#components/ui/cn.ts';
import { Duration } from '#components/ui/duration.tsx';
import { toneText } from '#components/ui/state-chip.tsx';
import { stateWord, type ThreadRow } from './thread-row.ts';

export type ThreadRowViewProps = {
  row: ThreadRow;
  /** `plan` leaves the state out, for nothing has run; `job` shows it. */
  show: 'plan' | 'job';
};

/**
 * What stands beside the knot. On a wide page in three columns (what is done; what holds afterwards and takes it back;
 * how it went), on a narrow one below each other.
 */
export function ThreadRowView({ row, show }: ThreadRowViewProps) {
  const [open, setOpen] = useState(false);
  const moreId = useId();
  return (
    <div className="min-w-0 flex-1 py-1.5">
      <div
        className={cn(
          'grid gap-x-6 @min-[520px]:grid-cols-[minmax(0,1fr)_auto]',
          show === 'job'
            ? '@min-[860px]:grid-cols-[minmax(0,5fr)_minmax(0,5fr)_19rem]'
            : '@min-[860px]:grid-cols-[minmax(0,5fr)_minmax(0,5fr)_8rem]',
        )}
      >
        <div className="col-start-1 row-start-1 min-w-0">
          <Title row={row} open={open} onToggle={() => setOpen(!open)} moreId={moreId} />
          <What row={row} />
        </div>
        <div className="min-w-0 @min-[520px]:row-start-2 @min-[520px]:@max-[860px]:col-span-2 @min-[860px]:col-start-2 @min-[860px]:row-start-1">
          <Assurances row={row} show={show} />
        </div>
        <Outcome row={row} show={show} />
      </div>
      {row.problem && (
        <div className="mt-1.5 mb-1 max-w-prose rounded-control bg-danger-tint px-3 py-2">{row.problem}</div>
      )}
      {row.more && (
        <div id={moreId} hidden={!open} className="pt-2 pb-1">
          {row.more}
        </div>
      )}
    </div>
  );
}

type TitleProps = { row: ThreadRow; open: boolean; onToggle: () => void; moreId: string };

function Title({ row, open, onToggle, moreId }: TitleProps) {
  const gone = row.state === 'undone' || row.state === 'skipped';
  const title = <span className={cn('min-w-0', gone && 'text-muted line-through decoration-edge')}>{row.title}</span>;
  if (!row.more) return title;
  return (
    <button
      type="button"
      aria-expanded={open}
      aria-controls={moreId}
      onClick={onToggle}
      className="-mx-1 flex max-w-full items-start gap-1 rounded-chip px-1 text-left hover:bg-hover"
    >
      {title}
      <ChevronRight
        aria-hidden="true"
        className={cn('mt-[3px] size-3.5 shrink-0 text-dim transition-[rotate]', open && 'rotate-90')}
      />
    </button>
  );
}

function What({ row }: { row: ThreadRow }) {
  if (!row.operation && !row.change) return null;
  return (
    <div className="flex flex-wrap items-baseline gap-x-3 text-muted">
      {row.operation && <span className="font-mono text-dim [overflow-wrap:anywhere]">{row.operation}</span>}
      {row.change}
    </div>
  );
}

function Outcome({ row, show }: { row: ThreadRow; show: 'plan' | 'job' }) {
  const { word, tone } = stateWord[row.state];
  const usual = row.durationMs === undefined && row.usualMs !== undefined;
  return (
    <span className="flex flex-wrap items-baseline gap-x-4 text-dim @min-[520px]:col-start-2 @min-[520px]:row-start-1 @min-[520px]:justify-end @min-[520px]:text-right @min-[860px]:col-start-3">
      {row.attempts !== undefined && row.attempts > 1 && <span>attempt {row.attempts}</span>}
      {row.durationMs !== undefined && (
        <Duration durationMs={row.durationMs} usualMs={row.usualMs} className="text-muted" />
      )}
      {usual && (
        <span>
          usually <Duration durationMs={row.usualMs ?? 0} />
        </span>
      )}
      <span
        className={cn(
          'min-w-14',
          show === 'plan' && 'sr-only',
          '@max-[520px]:order-first',
          row.state === 'pending' ? 'text-dim' : toneText[tone],
        )}
      >
        {word}
      </span>
    </span>
  );
}

/** What holds it up, what will hold, and what takes it back. */
function Assurances({ row, show }: { row: ThreadRow; show: 'plan' | 'job' }) {
  return (
    <>
      {row.waitsFor && (
        <Line icon={<Lock />} word="Waits for ">
          <span className="font-mono">{row.waitsFor.lock}</span>, held by {row.waitsFor.holder}
        </Line>
      )}
      {row.proof && (
        <Line icon={<ShieldCheck />} word="Proof: ">
          {row.proof}
        </Line>
      )}
      {row.undo && (show === 'plan' || row.state === 'undoing') && (
        <Line icon={<Undo2 />} word="Undo: ">
          {row.undo}
        </Line>
      )}
    </>
  );
}

function Line({ icon, word, children }: { icon: ReactNode; word: string; children: ReactNode }) {
  return (
    <p className="flex items-start gap-1.5 text-muted [&_svg]:mt-[3px] [&_svg]:size-3.5 [&_svg]:shrink-0 [&_svg]:text-dim">
      {icon}
      <span className="min-w-0">
        <span className={word === 'Waits for ' ? undefined : 'sr-only'}>{word}</span>
        {children}
      </span>
    </p>
  );
}
