'use client';

import { ChevronRight } from 'lucide-react';
import { Fragment, useMemo, useRef, useState } from 'react';
import { useRowWindow } from '#components/table/use-row-window.ts';
import { Anchor } from '#components/ui/anchor.tsx';
import { cn } from '#components/ui/cn.ts';
import { Duration } from '#components/ui/duration.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Segmented } from '#components/ui/segmented.tsx';
import { StateChip } from '#components/ui/state-chip.tsx';
import { type ItemSummary, itemSummaries } from './item-summary.ts';
import { ThreadList, type ThreadListProps } from './thread-list.tsx';
import { stateWord } from './thread-row.ts';
import { Weft } from './weft.tsx';

type Shown = 'all' | 'open' | 'wrong' | 'proven';

const belongs: Record<Shown, (summary: ItemSummary) => boolean> = {
  all: () => true,
  open: ({ state }) => ['pending', 'waiting', 'running', 'done', 'undoing'].includes(state),
  wrong: ({ state }) => ['failed', 'stuck', 'undone'].includes(state),
  proven: ({ state }) => state === 'proven',
};

/** Many items: a result per item, its rows on demand. */
export function ItemTable({ label, rows, items, show }: ThreadListProps) {
  const [shown, setShown] = useState<Shown>('all');
  const summaries = useMemo(() => itemSummaries(rows, items), [rows, items]);
  const count = (which: Shown) => summaries.filter(belongs[which]).length.toLocaleString('en');
  return (
    <div>
      {show === 'job' && (
        <div className="pb-3">
          <Segmented
            label="Which items"
            value={shown}
            onValueChange={setShown}
            options={[
              { value: 'all', label: `All ${count('all')}` },
              { value: 'open', label: `Open ${count('open')}` },
              { value: 'wrong', label: `Failed or undone ${count('wrong')}` },
              { value: 'proven', label: `Proven ${count('proven')}` },
            ]}
          />
        </div>
      )}
      <Items label={label} summaries={summaries.filter(belongs[shown])} show={show} />
    </div>
  );
}

function Items({ label, summaries, show }: { label: string; summaries: readonly ItemSummary[]; show: 'plan' | 'job' }) {
  const body = useRef<HTMLTableSectionElement>(null);
  const [open, setOpen] = useState<string | null>(null);
  const seen = useRowWindow(body, summaries.length);
  // An opened item is taller than a row: then all are drawn, so that nothing jumps while it is read.
  const view = open === null ? seen : { start: 0, end: summaries.length, beforePx: 0, afterPx: 0 };
  return (
    <table className="w-full table-fixed border-t">
      <caption className="sr-only">{label}</caption>
      <thead className="max-sm:sr-only">
        <tr className="border-b text-left text-muted [&>th]:h-row [&>th]:px-3 [&>th]:font-medium">
          <th scope="col" className="w-44">
            Item
          </th>
          <th scope="col" className="w-40 max-md:hidden">
            Rows
          </th>
          <th scope="col" className="w-28">
            State
          </th>
          <th scope="col">Decided by</th>
          <th scope="col" className="w-28 text-right max-sm:hidden">
            Took
          </th>
        </tr>
      </thead>
      <tbody ref={body} className="[overflow-anchor:none]">
        {view.beforePx > 0 && <Spacer heightPx={view.beforePx} />}
        {summaries.slice(view.start, view.end).map((summary) => (
          <Fragment key={summary.item.key}>
            <ItemRow
              summary={summary}
              open={open === summary.item.key}
              onToggle={() => setOpen(open === summary.item.key ? null : summary.item.key)}
            />
            {open === summary.item.key && (
              <tr className="border-b">
                <td colSpan={5} className="px-3 py-2 pl-10">
                  <ThreadList
                    label={`Rows of ${summary.item.label}`}
                    rows={summary.rows}
                    items={[summary.item]}
                    show={show}
                  />
                </td>
              </tr>
            )}
          </Fragment>
        ))}
        {view.afterPx > 0 && <Spacer heightPx={view.afterPx} />}
      </tbody>
    </table>
  );
}

function Spacer({ heightPx }: { heightPx: number }) {
  return (
    <tr>
      <td colSpan={5} style={{ height: heightPx }} />
    </tr>
  );
}

function ItemRow({ summary, open, onToggle }: { summary: ItemSummary; open: boolean; onToggle: () => void }) {
  const { item, rows, state, deciding, durationMs } = summary;
  const { word, tone } = stateWord[state];
  return (
    <tr data-row className="border-b transition-colors hover:bg-hover [&>td]:h-row [&>td]:truncate [&>td]:px-3">
      <td>
        <span className="flex items-center gap-1">
          <IconButton
            size="small"
            label={`Rows of ${item.label}`}
            aria-expanded={open}
            icon={<ChevronRight className={cn('transition-[rotate]', open && 'rotate-90')} />}
            onClick={onToggle}
            className="-ml-2 size-6"
          />
          {item.href ? (
            <Anchor href={item.href} className="truncate font-mono underline-offset-[3px] hover:underline">
              {item.label}
            </Anchor>
          ) : (
            <span className="truncate font-mono">{item.label}</span>
          )}
        </span>
      </td>
      <td className="max-md:hidden">
        <Weft states={rows.map((row) => row.state)} />
      </td>
      <td>
        <StateChip tone={tone} label={word} look="plain" />
      </td>
      <td className="text-muted" title={deciding?.title}>
        {deciding?.title}
      </td>
      <td className="text-right text-muted max-sm:hidden">{durationMs > 0 && <Duration durationMs={durationMs} />}</td>
    </tr>
  );
}
