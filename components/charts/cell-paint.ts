import type { CellGeometry } from './cell-geometry.ts';
import type { CellLook } from './cell-look.ts';
import { cellColors, labelColor } from './cell-palette.ts';
import { type CellColors, fillSheet, sheetSize } from './cell-pixels.ts';

const labelHeight = 16;

/** Asking the browser for colours makes it work the whole page's styles out: once for each theme and set of looks. */
const palettes = new Map<string, { looks: Set<CellLook>; colors: CellColors }>();
/** Three MB that are the same size again and again. */
const images = new WeakMap<HTMLCanvasElement, ImageData>();

/** Paints the cells alone. `theme` names what the colours depend on. */
export function paintCells(
  canvas: HTMLCanvasElement,
  { cellWidth, cellHeight }: CellGeometry,
  looks: readonly (readonly CellLook[])[],
  theme: string,
): void {
  const scale = window.devicePixelRatio || 1;
  const sheet = { cellWidth: cellWidth * scale, cellHeight: cellHeight * scale, scale, looks };
  const [width, height] = sheetSize(sheet);
  const context = canvas.getContext('2d');
  if (!context || width === 0 || height === 0) return;
  setSize(canvas, [width, height], scale);
  const kept = images.get(canvas);
  const image = kept?.width === width && kept.height === height ? kept : context.createImageData(width, height);
  images.set(canvas, image);
  fillSheet(new Uint32Array(image.data.buffer), { ...sheet, colors: paletteOf(canvas, looks, theme) });
  context.putImageData(image, 0, 0);
}

function paletteOf(canvas: HTMLCanvasElement, looks: readonly (readonly CellLook[])[], theme: string): CellColors {
  const kept = palettes.get(theme);
  if (kept && looks.every((line) => line.every((look, at) => look === line[at - 1] || kept.looks.has(look))))
    return kept.colors;
  const all = new Set([...(kept?.looks ?? []), ...looks.flat()]);
  const colors = cellColors(canvas.parentElement ?? document.body, [...all]);
  palettes.set(theme, { looks: all, colors });
  return colors;
}

function setSize(canvas: HTMLCanvasElement, [width, height]: readonly [number, number], scale: number): void {
  // A canvas that is given a size, even its own, is made anew.
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  canvas.style.width = `${width / scale}px`;
  canvas.style.height = `${height / scale}px`;
}

/** Paints the names of rows and columns, as many as there is room for. */
export function paintLabels(
  canvas: HTMLCanvasElement,
  { width, height, left, top, cellWidth, cellHeight }: CellGeometry,
  rows: readonly string[],
  columns: readonly string[],
): void {
  const scale = window.devicePixelRatio || 1;
  setSize(canvas, [Math.round(width * scale), Math.round(height * scale)], scale);
  const context = canvas.getContext('2d');
  if (!context) return;
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.clearRect(0, 0, width, height);
  context.fillStyle = labelColor(canvas.parentElement ?? document.body);
  context.font = `13px ${getComputedStyle(canvas).fontFamily}`;
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
