import type { Graph } from './graph-colouring.ts';

/**
 * The CSV, from 0, of each VM of a class: neighbours apart, and no CSV above what a disk group gives (null = not known).
 * The colouring stands where it fits. Otherwise the largest go first, each to the first CSV that can take it (first-fit
 * decreasing), so a CSV is added only when none of the others can. Every VM must fit a disk group alone.
 */
export function packByIops(
  graph: Graph,
  colours: readonly number[],
  iops: readonly number[],
  perCsv: number | null,
): number[] {
  if (perCsv === null) return [...colours];
  const loads: number[] = [];
  colours.forEach((colour, vm) => {
    loads[colour] = (loads[colour] ?? 0) + (iops[vm] ?? 0);
  });
  if (loads.every((load) => load <= perCsv)) return [...colours];
  const packed = firstFit(graph, colours, iops, perCsv);
  const split = splitColours(colours, iops, perCsv);
  return highest(packed) <= highest(split) ? packed : split;
}

function firstFit(graph: Graph, colours: readonly number[], iops: readonly number[], perCsv: number): number[] {
  const csvOf: number[] = new Array(colours.length).fill(-1);
  const loads: number[] = [];
  for (const vm of byIops(colours, iops)) {
    const taken = new Set([...(graph[vm] ?? [])].map((neighbour) => csvOf[neighbour]));
    const found = loads.findIndex((load, csv) => load + (iops[vm] ?? 0) <= perCsv && !taken.has(csv));
    const csv = found === -1 ? loads.length : found;
    loads[csv] = (loads[csv] ?? 0) + (iops[vm] ?? 0);
    csvOf[vm] = csv;
  }
  return csvOf;
}

/** Each colour into as many CSVs as its IOPS need: never breaks a rule, and sometimes needs fewer than starting afresh. */
function splitColours(colours: readonly number[], iops: readonly number[], perCsv: number): number[] {
  const csvOf: number[] = new Array(colours.length).fill(-1);
  const open: { colour: number; load: number }[] = [];
  for (const vm of byIops(colours, iops)) {
    const colour = colours[vm] ?? 0;
    const found = open.findIndex((csv) => csv.colour === colour && csv.load + (iops[vm] ?? 0) <= perCsv);
    const csv = open[found] ?? { colour, load: 0 };
    if (found === -1) open.push(csv);
    csv.load += iops[vm] ?? 0;
    csvOf[vm] = open.indexOf(csv);
  }
  return csvOf;
}

const byIops = (colours: readonly number[], iops: readonly number[]) =>
  colours.map((_, vm) => vm).toSorted((a, b) => (iops[b] ?? 0) - (iops[a] ?? 0) || a - b);
const highest = (numbers: readonly number[]) => numbers.reduce((a, b) => Math.max(a, b), -1);
