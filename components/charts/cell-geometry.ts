import type { Cell } from './heat-scale.ts';

/** Where a map lies on its canvas, in CSS px. */
export type CellGeometry = {
  width: number;
  height: number;
  left: number;
  top: number;
  cellWidth: number;
  cellHeight: number;
};

const letterWidth = 7.4;

/** Room for labels, then cells of at least `leastWidth` px, as wide as they fit and 8 to 20 px high. */
export function cellGeometry(
  rows: readonly string[],
  columns: readonly string[],
  { width, leastWidth = 0 }: { width: number; leastWidth?: number },
): CellGeometry {
  // Whole pixels, so that cells begin on one.
  const left = Math.floor(Math.min(longest(rows) * letterWidth + 10, width * 0.3));
  const top = Math.floor(Math.min(longest(columns) * letterWidth + 8, 110));
  const cellWidth = Math.max(leastWidth, Math.min(36, (width - left) / columns.length));
  const cellHeight = rows.length > 40 ? 8 : rows.length > 20 ? 14 : 20;
  return {
    width: Math.max(width, Math.ceil(left + columns.length * cellWidth)),
    height: top + rows.length * cellHeight + 2,
    ...{ left, top, cellWidth, cellHeight },
  };
}

function longest(labels: readonly string[]): number {
  return labels.reduce((most, label) => Math.max(most, label.length), 0);
}

/** The cell under a point; null beside the map. */
export function cellAt(
  { left, top, cellWidth, cellHeight }: CellGeometry,
  [x, y]: [number, number],
  [rows, columns]: [number, number],
): Cell | null {
  const row = Math.floor((y - top) / cellHeight);
  const column = Math.floor((x - left) / cellWidth);
  return row >= 0 && row < rows && column >= 0 && column < columns ? { row, column } : null;
}
