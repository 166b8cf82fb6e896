export type RowWindow = { start: number; end: number; beforePx: number; afterPx: number };

const overscanRows = 12;

/** Pages below this many rows are drawn whole. */
export const windowedFromRows = 120;

/** Which rows to draw, given how far the body's top edge lies above the top of the screen. Heights in px. */
export function rowWindow(rows: number, rowHeight: number, scrolledPx: number, viewPx: number): RowWindow {
  if (rows < windowedFromRows || rowHeight <= 0) return { start: 0, end: rows, beforePx: 0, afterPx: 0 };
  const first = Math.floor(scrolledPx / rowHeight) - overscanRows;
  const last = Math.ceil((scrolledPx + viewPx) / rowHeight) + overscanRows;
  const start = Math.min(Math.max(0, first), Math.max(0, rows - 1));
  const end = Math.min(rows, Math.max(start + 1, last));
  return { start, end, beforePx: start * rowHeight, afterPx: (rows - end) * rowHeight };
}
