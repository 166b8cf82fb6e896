import { type HeatState, heatState, heatStrength } from './heat-scale.ts';

/** How one cell of a map is drawn: what it is filled with, how strongly it is dyed (0 to 1), and its mark. */
export type CellLook = { fill: CellFill; strength: number; mark: CellMark | null };
export type CellFill = 'unknown' | 'none' | 'thread' | 'warning' | 'danger';
/** Marks stand beside colours, for those who cannot tell the colours apart. */
export type CellMark = 'dot' | 'cross' | 'twice';

const unknown: CellLook = { fill: 'unknown', strength: 1, mark: null };
const none: CellLook = { fill: 'none', strength: 1, mark: null };
const warning: CellLook = { fill: 'warning', strength: 1, mark: 'dot' };
const exceeded: CellLook = { fill: 'danger', strength: 1, mark: 'cross' };

/** Levels of dye that are told apart: cells of one look are filled at once, for a fill per cell is what costs time. */
const levels = 24;
const dyed: readonly CellLook[] = Array.from({ length: levels + 1 }, (_, at) => ({
  ...{ fill: 'thread' as const, strength: at / levels, mark: null },
}));

/** A figure against its limit; `highest` is what a cell without a limit is held against. Equal looks are one object. */
export function heatLook(value: number | null, limit: number | null, highest: number): CellLook {
  const state: HeatState = heatState(value, limit);
  if (value === null || state === 'unknown') return unknown;
  if (state === 'none') return none;
  if (state === 'warning') return warning;
  if (state === 'exceeded') return exceeded;
  return dyed[Math.round(heatStrength(value, limit, highest) * levels)] ?? none;
}
