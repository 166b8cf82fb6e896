import { expect, it } from 'vitest';
import { cellAt, cellGeometry } from './cell-geometry.ts';

const names = (count: number) => Array.from({ length: count }, (_, at) => `n-${at}`);

it('fits 64 × 200 cells into a page, or keeps them wide enough to be hit', () => {
  const fitting = cellGeometry(names(64), names(200), { width: 1200 });
  expect(fitting).toMatchObject({ width: 1200, cellHeight: 8 });
  expect(fitting.left + 200 * fitting.cellWidth).toBeCloseTo(1200);
  const narrow = cellGeometry(names(64), names(200), { width: 280, leastWidth: 6 });
  expect(narrow.cellWidth).toBe(6);
  expect(narrow.width).toBeGreaterThan(1200);
});

it('finds the cell under a point, and none beside the map', () => {
  const geometry = cellGeometry(names(4), names(6), { width: 400 });
  const at = (x: number, y: number) => cellAt(geometry, [geometry.left + x, geometry.top + y], [4, 6]);
  expect(at(1, 1)).toEqual({ row: 0, column: 0 });
  expect(at(geometry.cellWidth * 5 + 1, geometry.cellHeight * 3 + 1)).toEqual({ row: 3, column: 5 });
  expect(at(-1, 1)).toBeNull();
  expect(at(1, geometry.cellHeight * 4 + 1)).toBeNull();
});
