'use client';

import { useCallback, useEffect, useRef } from 'react';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { Column, Selection } from './column.ts';
import { RowBoundary } from './row-boundary.tsx';
import { TableRow } from './table-row.tsx';
import { useRowWindow } from './use-row-window.ts';

export type TableBodyProps<Row> = {
  columns: readonly Column<Row>[];
  /** Null while the first answer is on its way. */
  rows: readonly Row[] | null;
  rowKey: (row: Row) => string;
  rowLabel: (row: Row) => string;
  rowHref: ((row: Row) => string) | null;
  selection: Selection | undefined;
};

/** The rows on the screen and a little around it; a long page keeps its height by two spacers. */
export function TableBody<Row>({ columns, rows, rowKey, rowLabel, rowHref, selection }: TableBodyProps<Row>) {
  const body = useRef<HTMLTableSectionElement>(null);
  const view = useRowWindow(body, rows?.length ?? 0);
  const span = columns.length + (selection ? 1 : 0);
  const select = useStableSelect(selection);
  if (!rows) return <LoadingRows span={span} />;
  return (
    <tbody ref={body} className="[overflow-anchor:none] @max-[640px]:block">
      <Spacer heightPx={view.beforePx} span={span} />
      {rows.slice(view.start, view.end).map((row, at) => {
        const key = rowKey(row);
        return (
          <RowBoundary key={key} rowKey={key} columns={span}>
            <TableRow
              row={row}
              rowKey={key}
              index={view.start + at}
              columns={columns}
              label={rowLabel(row)}
              href={rowHref?.(row) ?? null}
              selected={selection ? selection.selected.has(key) : null}
              onSelect={select}
            />
          </RowBoundary>
        );
      })}
      <Spacer heightPx={view.afterPx} span={span} />
    </tbody>
  );
}

/** One function for all rows and renders, so that a press draws one row again and not five hundred. */
function useStableSelect(selection: Selection | undefined): (key: string, on: boolean) => void {
  const latest = useRef(selection);
  useEffect(() => {
    latest.current = selection;
  });
  return useCallback((key, on) => {
    const next = new Set(latest.current?.selected);
    if (on) next.add(key);
    else next.delete(key);
    latest.current?.onChange(next);
  }, []);
}

function Spacer({ heightPx, span }: { heightPx: number; span: number }) {
  if (heightPx === 0) return null;
  return (
    <tr>
      <td colSpan={span} style={{ height: heightPx }} />
    </tr>
  );
}

const skeletonWidths = ['w-3/5', 'w-2/5', 'w-1/2', 'w-3/4', 'w-2/5', 'w-3/5', 'w-1/2', 'w-2/3'];

function LoadingRows({ span }: { span: number }) {
  return (
    <tbody className="@max-[640px]:block">
      {skeletonWidths.map((width, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows that stand for nothing yet have no other key
        <tr key={row} className="border-b @max-[640px]:block">
          {Array.from({ length: span }, (_, cell) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: as above
            <td key={cell} className="h-row px-3 @max-[640px]:not-first:hidden">
              <Skeleton className={width} />
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  );
}
