import type { CellGeometry } from './cell-geometry.ts';
import type { CellFill, CellLook, CellMark } from './cell-look.ts';
import type { Cell } from './heat-scale.ts';

type Colors = Record<'thread' | 'warning-fill' | 'danger' | 'hatch' | 'sunken' | 'hover' | 'dim' | 'canvas', string>;

const labelHeight = 16;
/** Below this a mark could not be told from dirt. */
const leastMarked = 4.5;

export type CellsToPaint = {
  rows: readonly string[];
  columns: readonly string[];
  /** looks[row][column]; equal looks are best one object: what is filled alike is found by identity. */
  looks: readonly (readonly CellLook[])[];
};

/** Paints the whole map; a full repaint of 64 × 200 cells takes a few ms. */
export function paintCells(canvas: HTMLCanvasElement, geometry: CellGeometry, input: CellsToPaint): void {
  const scale = window.devicePixelRatio || 1;
  const [width, height] = [Math.round(geometry.width * scale), Math.round(geometry.height * scale)];
  // A canvas that is given a size, even its own, is made anew.
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  canvas.style.width = `${geometry.width}px`;
  canvas.style.height = `${geometry.height}px`;
  const context = canvas.getContext('2d');
  if (!context) return;
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.clearRect(0, 0, geometry.width, geometry.height);
  const colors = readColors(canvas);
  for (const [look, cells] of alike(input)) paintAlike(context, geometry, look, cells, colors);
  paintLabels(context, geometry, input, colors, getComputedStyle(canvas).fontFamily);
}

/** Tokens as colours a canvas takes: the browser resolves them for the theme in force. */
function readColors(canvas: HTMLCanvasElement): Colors {
  const probe = document.createElement('span');
  canvas.parentElement?.append(probe);
  probe.style.transition = 'none';
  const read = (name: string) => {
    probe.style.color = `var(--color-${name})`;
    return getComputedStyle(probe).color;
  };
  const names = ['thread', 'warning-fill', 'danger', 'hatch', 'sunken', 'hover', 'dim', 'canvas'] as const;
  const colors = Object.fromEntries(names.map((name) => [name, read(name)])) as Colors;
  probe.remove();
  return colors;
}

function alike({ looks }: CellsToPaint): Map<CellLook, Cell[]> {
  const found = new Map<CellLook, Cell[]>();
  looks.forEach((line, row) => {
    line.forEach((look, column) => {
      const cells = found.get(look);
      if (cells) cells.push({ row, column });
      else found.set(look, [{ row, column }]);
    });
  });
  return found;
}

function paintAlike(
  context: CanvasRenderingContext2D,
  { left, top, cellWidth, cellHeight }: CellGeometry,
  { fill, strength, mark }: CellLook,
  cells: readonly Cell[],
  colors: Colors,
): void {
  const gap = cellWidth > 5 ? 1 : 0;
  context.fillStyle = fillOf(fill, context, colors);
  context.globalAlpha = strength;
  for (const { row, column } of cells) {
    // Whole pixels: crisp, and no time spent on smoothing edges.
    const x = Math.round(left + column * cellWidth);
    const end = Math.round(left + (column + 1) * cellWidth);
    context.fillRect(x, Math.round(top) + row * cellHeight, end - x - gap, cellHeight - gap);
  }
  context.globalAlpha = 1;
  if (mark === null || cellWidth < leastMarked) return;
  const reach = Math.min(2.5, Math.min(cellWidth, cellHeight) / 2 - 1);
  context.beginPath();
  for (const { row, column } of cells) {
    const x = left + column * cellWidth + (cellWidth - gap) / 2;
    const y = top + row * cellHeight + (cellHeight - gap) / 2;
    traceMark(context, mark, x, y, reach);
  }
  context.fillStyle = colors.canvas;
  context.strokeStyle = colors.canvas;
  context.lineWidth = 1.5;
  if (mark === 'dot') context.fill();
  else context.stroke();
}

function fillOf(fill: CellFill, context: CanvasRenderingContext2D, colors: Colors): string | CanvasPattern {
  if (fill === 'unknown') return hatchPattern(context, colors);
  if (fill === 'none') return colors.hover;
  if (fill === 'warning') return colors['warning-fill'];
  return colors[fill];
}

function hatchPattern(context: CanvasRenderingContext2D, colors: Colors): CanvasPattern | string {
  const tile = document.createElement('canvas');
  tile.width = 6;
  tile.height = 6;
  const pen = tile.getContext('2d');
  if (!pen) return colors.hatch;
  pen.fillStyle = colors.sunken;
  pen.fillRect(0, 0, 6, 6);
  pen.strokeStyle = colors.dim;
  pen.lineWidth = 1;
  pen.globalAlpha = 0.55;
  for (const shift of [-6, 0, 6]) {
    pen.moveTo(shift, 6);
    pen.lineTo(shift + 6, 0);
  }
  pen.stroke();
  return context.createPattern(tile, 'repeat') ?? colors.hatch;
}

function traceMark(context: CanvasRenderingContext2D, mark: CellMark, x: number, y: number, reach: number): void {
  if (mark === 'dot') {
    context.moveTo(x + reach * 0.7, y);
    context.arc(x, y, reach * 0.7, 0, Math.PI * 2);
    return;
  }
  for (const side of [-reach, reach]) {
    context.moveTo(x + side, y - reach);
    context.lineTo(x + (mark === 'cross' ? -side : side), y + reach);
  }
}

function paintLabels(
  context: CanvasRenderingContext2D,
  { left, top, cellWidth, cellHeight }: CellGeometry,
  { rows, columns }: CellsToPaint,
  colors: Colors,
  family: string,
): void {
  context.fillStyle = colors.dim;
  context.font = `13px ${family}`;
  context.textBaseline = 'middle';
  const everyRow = Math.ceil(labelHeight / cellHeight);
  rows.forEach((label, row) => {
    if (row % everyRow === 0) context.fillText(label, 0, top + (row + 0.5) * cellHeight, left - 8);
  });
  const everyColumn = Math.ceil(labelHeight / cellWidth);
  columns.forEach((label, column) => {
    if (column % everyColumn !== 0) return;
    context.save();
    context.translate(left + (column + 0.5) * cellWidth, top - 6);
    context.rotate(-Math.PI / 2);
    context.fillText(label, 0, 0, top - 6);
    context.restore();
  });
}
