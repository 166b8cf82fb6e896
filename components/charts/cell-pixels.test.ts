import { expect, it } from 'vitest';
import type { CellLook } from './cell-look.ts';
import { type CellSheet, fillSheet, sheetSize } from './cell-pixels.ts';

const plain: CellLook = { fill: 'thread', strength: 1, mark: null };
const crossed: CellLook = { fill: 'danger', strength: 1, mark: 'cross' };
const hatched: CellLook = { fill: 'unknown', strength: 1, mark: null };
const colors = {
  of: new Map([
    [plain, 1],
    [crossed, 2],
    [hatched, 3],
  ]),
  ...{ ground: 9, mark: 7, hatch: { ground: 3, line: 4 } },
};

const drawn = (over: Partial<CellSheet>) => {
  const sheet = { cellWidth: 8, cellHeight: 8, scale: 1, looks: [[plain, crossed]], colors, ...over };
  const [width, height] = sheetSize(sheet);
  const pixels = new Uint32Array(width * height);
  fillSheet(pixels, sheet);
  return { width, height, at: (x: number, y: number) => pixels[y * width + x], all: [...pixels] };
};

it('fills every cell with its colour, parted by a line of ground', () => {
  const { width, height, at } = drawn({});
  expect([width, height]).toEqual([16, 8]);
  expect([at(0, 0), at(6, 6), at(7, 0), at(0, 7)]).toEqual([1, 1, 9, 9]);
  expect([at(8, 0), at(14, 6), at(15, 3)]).toEqual([2, 2, 9]);
});

it('marks the middle of a cell, within the cell', () => {
  const { at, all } = drawn({});
  expect(at(11, 3)).toBe(7);
  expect([at(10, 2), at(12, 4), at(12, 2), at(10, 4)]).toEqual([7, 7, 7, 7]);
  expect(at(3, 3)).toBe(1);
  expect(all.filter((color) => color === 7).length).toBeLessThan(12);
});

it('leaves marks and gaps out where cells are too small for them, and draws them larger on a finer screen', () => {
  expect(drawn({ cellWidth: 4, cellHeight: 8 }).all).not.toContain(7);
  expect(drawn({ cellWidth: 4, cellHeight: 8 }).at(3, 0)).toBe(1);
  const fine = drawn({ cellWidth: 16, cellHeight: 16, scale: 2 });
  expect(fine.all.filter((color) => color === 7).length).toBeGreaterThan(12);
  expect([fine.at(13, 0), fine.at(14, 0), fine.at(15, 0)]).toEqual([1, 9, 9]);
});

it('hatches what nobody knows', () => {
  const { at } = drawn({ looks: [[hatched]] });
  expect([at(0, 0), at(1, 0), at(5, 1), at(6, 0)]).toEqual([4, 3, 4, 4]);
});

it('fills 64 × 200 cells to the last one', () => {
  const looks = Array.from({ length: 64 }, () => Array.from({ length: 200 }, () => crossed));
  const { width, height, at } = drawn({ looks, cellWidth: 5.53, cellHeight: 10 });
  expect([width, height]).toEqual([1106, 640]);
  expect(at(1104, 638)).toBe(2);
});
