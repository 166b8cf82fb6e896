'use client';

import { type KeyboardEvent, type MouseEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import { useTheme } from '#components/ui/display-preferences.ts';
import { type CellGeometry, cellAt, cellGeometry } from './cell-geometry.ts';
import type { CellLook } from './cell-look.ts';
import { paintCells, paintLabels } from './cell-paint.ts';
import { type Cell, moveCell } from './heat-scale.ts';

export type CellMapProps = {
  /** Its title and message: what a screen reader hears for the picture. */
  label: string;
  rows: readonly string[];
  columns: readonly string[];
  /** looks[row][column] */
  looks: readonly (readonly CellLook[])[];
  cell: Cell | null;
  onCell: (cell: Cell | null) => void;
  /** A cell in words, read out when the keys come to it. */
  read: (cell: Cell) => string;
  /** Narrower cells are not drawn: the map scrolls sideways instead. */
  leastWidth?: number;
};

/** Rows × columns as a cloth on a canvas, so that 64 × 200 cells follow a hand; arrow keys go from cell to cell. */
export function CellMap({ label, rows, columns, looks, cell, onCell, read, leastWidth = 0 }: CellMapProps) {
  const frame = useRef<HTMLDivElement>(null);
  const labels = useRef<HTMLCanvasElement>(null);
  const cells = useRef<HTMLCanvasElement>(null);
  const cellId = useId();
  const width = useWidth(frame);
  const theme = useThemeInForce();
  const geometry = useMemo(
    () => (width > 0 ? cellGeometry(rows, columns, { width, leastWidth }) : null),
    [rows, columns, width, leastWidth],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: `theme` changes when the colours do
  useEffect(() => {
    const frame = requestAnimationFrame(() => {
      if (labels.current && geometry) paintLabels(labels.current, geometry, rows, columns);
    });
    return () => cancelAnimationFrame(frame);
  }, [rows, columns, geometry, theme]);
  useEffect(() => {
    // In a frame of its own, after that of the labels: what changed with it is worked out and shown first.
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => {
        if (cells.current && geometry) paintCells(cells.current, geometry, looks, theme);
      });
    });
    return () => cancelAnimationFrame(frame);
  }, [looks, geometry, theme]);
  const onKeyDown = (event: KeyboardEvent) => {
    const next = moveCell(cell ?? { row: 0, column: 0 }, event.key, rows.length, columns.length);
    if (!next) return;
    event.preventDefault();
    const to = cell ? next : { row: 0, column: 0 };
    onCell(to);
    if (frame.current && geometry) bringIntoView(frame.current, geometry, to);
  };
  const onMouseMove = ({ clientX, clientY, currentTarget }: MouseEvent) => {
    if (!geometry) return;
    const { left, top } = currentTarget.getBoundingClientRect();
    const next = cellAt(geometry, [clientX - left, clientY - top], [rows.length, columns.length]);
    if (next?.row !== cell?.row || next?.column !== cell?.column) onCell(next);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: cells of a canvas are no elements; the one that is looked at stands for them
    <div
      ref={frame}
      role="grid"
      aria-label={label}
      aria-readonly="true"
      aria-rowcount={rows.length}
      aria-colcount={columns.length}
      aria-activedescendant={cell ? cellId : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
      className="relative overflow-x-auto overflow-y-hidden rounded-chip focus-visible:outline-offset-2"
    >
      <div aria-hidden="true" onMouseMove={onMouseMove} className="relative">
        <canvas ref={labels} className="block max-w-none" />
        <canvas ref={cells} className="absolute max-w-none" style={{ left: geometry?.left, top: geometry?.top }} />
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: as above; the grid holds the focus */}
      <div role="row" aria-rowindex={(cell?.row ?? 0) + 1}>
        {/* biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: as above */}
        <span id={cellId} role="gridcell" aria-colindex={(cell?.column ?? 0) + 1} className="sr-only">
          {read(cell ?? { row: 0, column: 0 })}
        </span>
      </div>
      {cell && geometry && <Outline geometry={geometry} cell={cell} />}
    </div>
  );
}

/** Above the canvas, so that going from cell to cell paints nothing anew. */
function Outline({ geometry: { left, top, cellWidth, cellHeight }, cell }: { geometry: CellGeometry; cell: Cell }) {
  return (
    <span
      aria-hidden="true"
      className="pointer-events-none absolute border-2 border-ink"
      style={{
        left: left + cell.column * cellWidth - 1.5,
        top: top + cell.row * cellHeight - 1.5,
        width: cellWidth + 2,
        height: cellHeight + 2,
      }}
    />
  );
}

function bringIntoView(frame: HTMLElement, { left, cellWidth }: CellGeometry, { column }: Cell): void {
  const x = left + column * cellWidth;
  if (x < frame.scrollLeft + left) frame.scrollLeft = x - left;
  if (x + cellWidth > frame.scrollLeft + frame.clientWidth) frame.scrollLeft = x + cellWidth - frame.clientWidth;
}

/** The width the map has been given, in CSS px; 0 before it is known. */
function useWidth(frame: React.RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, [frame]);
  return width;
}

/** Names what the colours on the page depend on. */
function useThemeInForce(): string {
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
