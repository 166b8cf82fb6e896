import { type Cell, type HeatState, heatState, heatStrength } from './heat-scale.ts';

/** Where the map lies on its canvas, in CSS px. */
export type HeatGeometry = {
  width: number;
  height: number;
  left: number;
  top: number;
  cellWidth: number;
  cellHeight: number;
  /** The cell under a point; null beside the map. */
  cellAt: (x: number, y: number) => Cell | null;
};

const letterWidth = 7.4;
const labelHeight = 16;

/** Room for labels, then cells as wide as they fit and 10 to 20 px high. */
export function heatGeometry(rows: readonly string[], columns: readonly string[], width: number): HeatGeometry {
  const longest = (labels: readonly string[]) => Math.max(...labels.map((label) => label.length)) * letterWidth;
  const left = Math.min(longest(rows) + 10, width * 0.3);
  const top = Math.min(longest(columns) + 8, 110);
  const cellWidth = Math.min(36, (width - left) / columns.length);
  const cellHeight = rows.length > 40 ? 10 : rows.length > 20 ? 14 : 20;
  const cellAt = (x: number, y: number): Cell | null => {
    const row = Math.floor((y - top) / cellHeight);
    const column = Math.floor((x - left) / cellWidth);
    const inside = row >= 0 && row < rows.length && column >= 0 && column < columns.length;
    return inside ? { row, column } : null;
  };
  return { width, height: top + rows.length * cellHeight + 2, left, top, cellWidth, cellHeight, cellAt };
}

export type HeatInput = {
  rows: readonly string[];
  columns: readonly string[];
  values: readonly (readonly (number | null)[])[];
  limit: number | null;
  cell: Cell | null;
};

type Colors = Record<
  'thread' | 'warning-fill' | 'danger' | 'hatch' | 'sunken' | 'hover' | 'dim' | 'ink' | 'canvas',
  string
>;

/** Paints the whole map; a full repaint of 64 × 200 cells takes a few ms. */
export function paintHeat(canvas: HTMLCanvasElement, geometry: HeatGeometry, input: HeatInput): void {
  const scale = window.devicePixelRatio || 1;
  canvas.width = Math.round(geometry.width * scale);
  canvas.height = Math.round(geometry.height * scale);
  canvas.style.height = `${geometry.height}px`;
  const context = canvas.getContext('2d');
  if (!context) return;
  context.scale(scale, scale);
  const colors = readColors(canvas);
  paintCells(context, geometry, input, colors);
  paintLabels(context, geometry, input, colors, getComputedStyle(canvas).fontFamily);
  if (input.cell) outline(context, geometry, input.cell, colors);
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
  const names = ['thread', 'warning-fill', 'danger', 'hatch', 'sunken', 'hover', 'dim', 'ink', 'canvas'] as const;
  const colors = Object.fromEntries(names.map((name) => [name, read(name)])) as Colors;
  probe.remove();
  return colors;
}

/** Levels of dye that are told apart; cells of one level are filled at once, for a fill per cell is what costs time. */
const levels = 24;

function paintCells(context: CanvasRenderingContext2D, geometry: HeatGeometry, input: HeatInput, colors: Colors): void {
  const { left, top, cellWidth, cellHeight } = geometry;
  const fills: Record<HeatState, string | CanvasPattern> = {
    unknown: hatchPattern(context, colors),
    none: colors.hover,
    within: colors.thread,
    warning: colors['warning-fill'],
    exceeded: colors.danger,
  };
  const gap = cellWidth > 5 ? 1 : 0;
  for (const { state, strength, cells } of batches(input)) {
    context.fillStyle = fills[state];
    context.globalAlpha = strength;
    for (const { row, column } of cells) {
      // Whole pixels: crisp, and no time spent on smoothing edges.
      const x = Math.round(left + column * cellWidth);
      const end = Math.round(left + (column + 1) * cellWidth);
      context.fillRect(x, Math.round(top) + row * cellHeight, end - x - gap, cellHeight - gap);
    }
    context.globalAlpha = 1;
    if (cellWidth <= 8) continue;
    for (const { row, column } of cells) {
      const x = left + column * cellWidth + (cellWidth - gap) / 2;
      const y = top + row * cellHeight + (cellHeight - gap) / 2;
      if (state === 'exceeded') cross(context, x, y, colors);
      if (state === 'warning') dot(context, x, y, colors);
    }
  }
}

type Batch = { state: HeatState; strength: number; cells: Cell[] };

/** The cells by what fills them. */
function batches({ values, limit }: HeatInput): Batch[] {
  const highest = values.reduce((top, row) => row.reduce<number>((most, value) => Math.max(most, value ?? 0), top), 1);
  const found = new Map<string, Batch>();
  values.forEach((cells, row) => {
    cells.forEach((value, column) => {
      const state = heatState(value, limit);
      const dyed = state === 'within' && value !== null;
      const strength = dyed ? Math.round(heatStrength(value, limit, highest) * levels) / levels : 1;
      const key = `${state}${strength}`;
      const batch = found.get(key);
      if (batch) batch.cells.push({ row, column });
      else found.set(key, { state, strength, cells: [{ row, column }] });
    });
  });
  return [...found.values()];
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

/** Marks beside the colour, for those who cannot tell the colours apart. */
function cross(context: CanvasRenderingContext2D, x: number, y: number, colors: Colors): void {
  context.strokeStyle = colors.canvas;
  context.lineWidth = 1.5;
  context.beginPath();
  for (const side of [-2.5, 2.5]) {
    context.moveTo(x - side, y - 2.5);
    context.lineTo(x + side, y + 2.5);
  }
  context.stroke();
}

function dot(context: CanvasRenderingContext2D, x: number, y: number, colors: Colors): void {
  context.fillStyle = colors.canvas;
  context.beginPath();
  context.arc(x, y, 1.75, 0, Math.PI * 2);
  context.fill();
}

function paintLabels(
  context: CanvasRenderingContext2D,
  geometry: HeatGeometry,
  input: HeatInput,
  colors: Colors,
  family: string,
): void {
  const { left, top, cellWidth, cellHeight } = geometry;
  context.fillStyle = colors.dim;
  context.font = `13px ${family}`;
  context.textBaseline = 'middle';
  const everyRow = Math.ceil(labelHeight / cellHeight);
  input.rows.forEach((label, row) => {
    if (row % everyRow === 0) context.fillText(label, 0, top + (row + 0.5) * cellHeight, left - 8);
  });
  const everyColumn = Math.ceil(labelHeight / cellWidth);
  input.columns.forEach((label, column) => {
    if (column % everyColumn !== 0) return;
    context.save();
    context.translate(left + (column + 0.5) * cellWidth, top - 6);
    context.rotate(-Math.PI / 2);
    context.fillText(label, 0, 0, top - 6);
    context.restore();
  });
}

function outline(context: CanvasRenderingContext2D, geometry: HeatGeometry, cell: Cell, colors: Colors): void {
  const { left, top, cellWidth, cellHeight } = geometry;
  context.strokeStyle = colors.ink;
  context.lineWidth = 2;
  context.strokeRect(left + cell.column * cellWidth - 0.5, top + cell.row * cellHeight - 0.5, cellWidth, cellHeight);
}
