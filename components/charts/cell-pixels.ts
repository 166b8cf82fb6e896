import type { CellLook, CellMark } from './cell-look.ts';

/** What a map is filled with, pixel by pixel: 32-bit colours in the order in which an image holds them. */
export type CellColors = {
  of: ReadonlyMap<CellLook, number>;
  /** Between cells. */
  ground: number;
  mark: number;
  hatch: { ground: number; line: number };
};

export type CellSheet = {
  /** Of one cell, in pixels of the device; edges between cells fall on whole ones. */
  cellWidth: number;
  cellHeight: number;
  /** Pixels of the device to one of the page. */
  scale: number;
  looks: readonly (readonly CellLook[])[];
  colors: CellColors;
};

/** Below this, in px of the page, a mark could not be told from dirt. */
const leastMarked = 4.5;
const hatchPeriod = 6;

/** Width and height of a sheet in pixels of the device. */
export function sheetSize({ cellWidth, cellHeight, looks }: Omit<CellSheet, 'colors' | 'scale'>): [number, number] {
  return [Math.round((looks[0]?.length ?? 0) * cellWidth), Math.round(looks.length * cellHeight)];
}

/**
 * Fills `pixels`, of `sheetSize`, with the cells. Thousands of rectangles and strokes take a browser tens of ms; a row of
 * pixels that is written once and copied takes one.
 */
export function fillSheet(pixels: Uint32Array, sheet: CellSheet): void {
  const { cellWidth, cellHeight, scale, looks, colors } = sheet;
  const [width] = sheetSize(sheet);
  const gap = cellWidth / scale > 5 ? Math.round(scale) : 0;
  const edges = Array.from({ length: (looks[0]?.length ?? 0) + 1 }, (_, at) => Math.round(at * cellWidth));
  const marks = marksOf(sheet, gap, width);
  looks.forEach((line, row) => {
    const top = Math.round(row * cellHeight);
    const bottom = Math.round((row + 1) * cellHeight);
    fillRow(pixels, { line, edges, gap, width, top, bottom, colors, scale });
    if (!marks) return;
    line.forEach(({ mark }, column) => {
      if (mark === null) return;
      const x = ((edges[column] ?? 0) + (edges[column + 1] ?? 0) - gap) >> 1;
      const centre = ((top + bottom - gap) >> 1) * width + x;
      for (const offset of marks[mark]) pixels[centre + offset] = colors.mark;
    });
  });
}

type RowToFill = {
  line: readonly CellLook[];
  edges: readonly number[];
  gap: number;
  width: number;
  top: number;
  bottom: number;
  colors: CellColors;
  scale: number;
};

function fillRow(pixels: Uint32Array, { line, edges, gap, width, top, bottom, colors, scale }: RowToFill): void {
  const start = top * width;
  pixels.fill(colors.ground, start, bottom * width);
  let color = colors.ground;
  line.forEach((look, column) => {
    if (look !== line[column - 1]) color = colors.of.get(look) ?? colors.ground;
    pixels.fill(color, start + (edges[column] ?? 0), start + (edges[column + 1] ?? 0) - gap);
  });
  for (let y = top + 1; y < bottom - gap; y++) pixels.copyWithin(y * width, start, start + width);
  line.forEach(({ fill }, column) => {
    if (fill !== 'unknown') return;
    for (let y = top; y < bottom - gap; y++)
      for (let x = edges[column] ?? 0; x < (edges[column + 1] ?? 0) - gap; x++)
        pixels[y * width + x] = (x + y) % (hatchPeriod * scale) < scale ? colors.hatch.line : colors.hatch.ground;
  });
}

/** Where each mark has its pixels, counted from the middle of its cell; null where cells are too small for any. */
function marksOf({ cellWidth, cellHeight, scale }: CellSheet, gap: number, width: number) {
  if (Math.min(cellWidth, cellHeight) / scale < leastMarked) return null;
  const room = Math.floor((Math.min(cellWidth, cellHeight) - gap) / 2) - 1;
  const reach = Math.max(1, Math.min(Math.round(2.5 * scale), room));
  const shapes: Record<CellMark, (x: number, y: number) => boolean> = {
    dot: (x, y) => x * x + y * y <= reach * reach * 0.5,
    cross: (x, y) => Math.abs(Math.abs(x) - Math.abs(y)) <= (reach > 2 ? 0.5 * scale : 0),
    twice: (x) => Math.abs(Math.abs(x) - reach) < Math.max(1, scale),
  };
  const pixelsOf = (shape: (x: number, y: number) => boolean) => {
    const found: number[] = [];
    for (let y = -reach; y <= reach; y++)
      for (let x = -reach; x <= reach; x++) if (shape(x, y)) found.push(y * width + x);
    return found;
  };
  return { dot: pixelsOf(shapes.dot), cross: pixelsOf(shapes.cross), twice: pixelsOf(shapes.twice) };
}
