/** What a cell's value means against its limit. */
export type HeatState = 'unknown' | 'none' | 'within' | 'warning' | 'exceeded';

/** Warn from 80 % of the limit on. A value without a limit is shown against the highest one and never warns. */
export function heatState(value: number | null, limit: number | null): HeatState {
  if (value === null) return 'unknown';
  if (value === 0) return 'none';
  if (limit === null) return 'within';
  if (value > limit) return 'exceeded';
  return value >= limit * 0.8 ? 'warning' : 'within';
}

/** How strongly a cell within its limit is dyed, 0.14 to 1. */
export function heatStrength(value: number, limit: number | null, highest: number): number {
  const full = (limit ?? highest) || 1;
  return 0.14 + 0.86 * Math.min(1, Math.max(0, value / full));
}

export type Cell = { row: number; column: number };

/** Where a key leads from a cell; null for a key that leads nowhere. */
export function moveCell(cell: Cell, key: string, rows: number, columns: number): Cell | null {
  const to = (row: number, column: number): Cell => ({
    row: Math.min(rows - 1, Math.max(0, row)),
    column: Math.min(columns - 1, Math.max(0, column)),
  });
  if (key === 'ArrowUp') return to(cell.row - 1, cell.column);
  if (key === 'ArrowDown') return to(cell.row + 1, cell.column);
  if (key === 'ArrowLeft') return to(cell.row, cell.column - 1);
  if (key === 'ArrowRight') return to(cell.row, cell.column + 1);
  if (key === 'Home') return to(cell.row, 0);
  if (key === 'End') return to(cell.row, columns - 1);
  return null;
}
