'use client';

import { type ReactNode, useRef, useState } from 'react';
import { cn } from '#components/ui/cn.ts';
import { Segmented } from '#components/ui/segmented.tsx';

/** A chart's figures as a table: the same numbers, for reading, copying and screen readers. */
export type ChartTable = {
  columns: readonly { key: string; label: string; kind?: 'text' | 'number' }[];
  rows: readonly { key: string; cells: readonly ReactNode[] }[];
};

export type ChartFrameProps = {
  /** What is shown, with its unit: "Pool san-a/p1, used and provisioned". */
  title: string;
  /** The chart's message in one sentence; also what a screen reader hears for the picture. */
  summary: string;
  /** Built only when it is looked at. */
  table: () => ChartTable;
  children: ReactNode;
  className?: string;
};

/** Every chart has a title, a sentence, and a table twin. */
export function ChartFrame({ title, summary, table, children, className }: ChartFrameProps) {
  const [view, setView] = useState<'chart' | 'table'>('chart');
  return (
    <figure className={cn('min-w-0', className)}>
      <div className="mb-2 flex flex-wrap items-start justify-between gap-x-4 gap-y-1">
        <figcaption className="min-w-0 flex-1 basis-48">
          <span className="font-semibold">{title}</span>
          <span className="block text-muted">{summary}</span>
        </figcaption>
        <span className="print:hidden">
          <Segmented
            label={`Show ${title} as`}
            value={view}
            onValueChange={setView}
            options={[
              { value: 'chart', label: 'Chart' },
              { value: 'table', label: 'Table' },
            ]}
          />
        </span>
      </div>
      {view === 'chart' ? children : <TableTwin title={title} table={table()} />}
    </figure>
  );
}

/** Tables of more cells than this are drawn as far as they are looked at. */
const drawnWhole = 3_000;
const overscanRows = 3;

function TableTwin({ title, table }: { title: string; table: ChartTable }) {
  const align = (index: number) => (table.columns[index]?.kind === 'number' ? 'text-right' : 'text-left');
  const { first, last, rowPx, frame, onScroll } = useTwinWindow(table);
  const spacer = (rows: number) =>
    rows > 0 && (
      <tr>
        <td colSpan={table.columns.length} style={{ height: rows * rowPx }} />
      </tr>
    );
  return (
    <section
      ref={frame}
      onScroll={onScroll}
      aria-label={`${title}, table`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
      className="max-h-96 overflow-auto border-y"
    >
      <table className="w-full" aria-rowcount={table.rows.length + 1}>
        <caption className="sr-only">{title}</caption>
        <thead>
          <tr>
            {table.columns.map((column, index) => (
              <th
                key={column.key}
                scope="col"
                className={cn(
                  'sticky top-0 h-row whitespace-nowrap border-b bg-canvas px-3 font-medium text-muted',
                  align(index),
                )}
              >
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="hairlines">
          {spacer(first)}
          {table.rows.slice(first, last).map((row, at) => (
            <tr key={row.key} data-row aria-rowindex={first + at + 2}>
              {row.cells.map((cell, index) => (
                <td key={table.columns[index]?.key} className={cn('h-row whitespace-nowrap px-3', align(index))}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
          {spacer(table.rows.length - last)}
        </tbody>
      </table>
    </section>
  );
}

/** Which rows of a large table are drawn, by how far it is scrolled. */
function useTwinWindow({ columns, rows }: ChartTable) {
  const frame = useRef<HTMLElement>(null);
  const [view, setView] = useState({ top: 0, rowPx: 32 });
  if (columns.length * rows.length <= drawnWhole)
    return { frame, first: 0, last: rows.length, rowPx: view.rowPx, onScroll: undefined };
  const first = Math.max(0, Math.min(rows.length - 1, Math.floor(view.top / view.rowPx)) - overscanRows);
  const last = Math.min(rows.length, first + Math.ceil(384 / view.rowPx) + 2 * overscanRows);
  const onScroll = () => {
    const row = frame.current?.querySelector('tr[data-row]');
    setView({ top: frame.current?.scrollTop ?? 0, rowPx: row?.getBoundingClientRect().height || 32 });
  };
  return { frame, first, last, rowPx: view.rowPx, onScroll };
}
