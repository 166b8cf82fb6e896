'use client';

import { type KeyboardEvent, type MouseEvent, useEffect, useRef, useState } from 'react';
import { useTheme } from '#components/ui/display-preferences.ts';
import { StateChip } from '#components/ui/state-chip.tsx';
import { ChartFrame } from './chart-frame.tsx';
import { type HeatGeometry, heatGeometry, paintHeat } from './heat-paint.ts';
import { type Cell, type HeatState, heatState, moveCell } from './heat-scale.ts';

export type HeatMapProps = {
  title: string;
  summary: string;
  /** What rows and columns are: "Host", "CSV". */
  rowKind: string;
  columnKind: string;
  rows: readonly string[];
  columns: readonly string[];
  /** values[row][column]; null where nobody has reported. */
  values: readonly (readonly (number | null)[])[];
  /** Per cell; null where unknown. */
  limit: number | null;
  unit: string;
};

const word: Record<HeatState, { tone: 'unknown' | 'neutral' | 'ok' | 'warning' | 'danger'; label: string }> = {
  unknown: { tone: 'unknown', label: 'Unknown' },
  none: { tone: 'neutral', label: 'None' },
  within: { tone: 'ok', label: 'Within' },
  warning: { tone: 'warning', label: 'Above 80 %' },
  exceeded: { tone: 'danger', label: 'Exceeded' },
};

/** Rows × columns as a cloth. Painted on a canvas, so that 64 × 200 cells follow a slider; arrow keys go from cell to cell. */
export function HeatMap(props: HeatMapProps) {
  const { title, summary, rowKind, columnKind, rows, columns, values, limit, unit } = props;
  const [cell, setCell] = useState<Cell | null>(null);
  const number = (value: number | null | undefined) =>
    typeof value === 'number' ? value.toLocaleString('en') : 'unknown';
  const table = () => ({
    columns: [
      { key: 'row', label: rowKind },
      ...columns.map((label) => ({ key: label, label, kind: 'number' as const })),
    ],
    rows: rows.map((label, row) => ({
      key: label,
      cells: [label, ...columns.map((_, at) => number(values[row]?.[at]))],
    })),
  });
  if (rows.length === 0 || columns.length === 0) {
    return <p className="border-y px-3 py-6 text-muted">No {rows.length === 0 ? rowKind : columnKind} to show.</p>;
  }
  const value = cell ? (values[cell.row]?.[cell.column] ?? null) : null;
  return (
    <ChartFrame title={title} summary={summary} table={table}>
      <HeatCanvas {...props} cell={cell} onCell={setCell} />
      <output className="mt-2 flex min-h-6 flex-wrap items-center gap-x-3">
        {cell ? (
          <>
            <span>
              {columns[cell.column]} <span className="text-dim">on</span> {rows[cell.row]}
            </span>
            <span className="tabular-nums">
              {number(value)}
              <span className="text-dim">
                {' '}
                of {limit === null ? 'unknown' : limit.toLocaleString('en')} {unit}
              </span>
            </span>
            <StateChip {...word[heatState(value, limit)]} />
          </>
        ) : (
          <span className="text-dim">
            {columnKind} across, {rowKind.toLowerCase()} down; a dot from 80 % of the limit, a cross above it, hatched
            where unknown. Point at a cell, or use the arrow keys.
          </span>
        )}
      </output>
    </ChartFrame>
  );
}

type HeatCanvasProps = HeatMapProps & { cell: Cell | null; onCell: (cell: Cell | null) => void };

function HeatCanvas(props: HeatCanvasProps) {
  const { title, summary, rows, columns, cell, onCell } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  const geometry = useRef<HeatGeometry | null>(null);
  const width = useWidth(canvas);
  const look = useLook();
  // biome-ignore lint/correctness/useExhaustiveDependencies: `look` changes when the theme does, and so do the colours
  useEffect(() => {
    if (!canvas.current || width === 0) return;
    geometry.current = heatGeometry(rows, columns, width);
    paintHeat(canvas.current, geometry.current, props);
  }, [props, width, look]);
  const onKeyDown = (event: KeyboardEvent) => {
    const next = moveCell(cell ?? { row: 0, column: 0 }, event.key, rows.length, columns.length);
    if (!next) return;
    event.preventDefault();
    onCell(cell ? next : { row: 0, column: 0 });
  };
  const onMouseMove = (event: MouseEvent) =>
    onCell(geometry.current?.cellAt(event.nativeEvent.offsetX, event.nativeEvent.offsetY) ?? null);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a canvas that answers keys; its cells are read out below it
    <div
      role="group"
      aria-roledescription="heat map"
      aria-label={`${title}. ${summary}`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys go from cell to cell
      tabIndex={0}
      onKeyDown={onKeyDown}
      className="rounded-chip"
    >
      <canvas ref={canvas} onMouseMove={onMouseMove} className="block w-full" />
    </div>
  );
}

/** The width the canvas has been given, in CSS px; 0 before it is known. */
function useWidth(canvas: React.RefObject<HTMLCanvasElement | null>): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const parent = canvas.current?.parentElement;
    if (!parent) return;
    const observer = new ResizeObserver(() => setWidth(parent.clientWidth));
    observer.observe(parent);
    return () => observer.disconnect();
  }, [canvas]);
  return width;
}

/** Changes whenever the colours on the page may have. */
function useLook(): string {
  const [theme] = useTheme();
  const [dark, setDark] = useState(false);
  useEffect(() => {
    const query = window.matchMedia('(prefers-color-scheme: dark)');
    const update = () => setDark(query.matches);
    update();
    query.addEventListener('change', update);
    return () => query.removeEventListener('change', update);
  }, []);
  return `${theme} ${dark}`;
}
