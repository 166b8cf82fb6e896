import type { Advice } from '#domain/capacity/advice.ts';
import { advise } from '#domain/capacity/advisor.ts';
import { madeInventory } from '#domain/capacity/made-inventory.ts';
import { atMost, type BenchRow, medianMs, round } from './bench-row.ts';

const BOUND_MS = 2_000;
const INVENTORIES = [1, 2, 3].map((seed) => ({ csvs: 300, vms: 2_000, seed }));
const BASELINE = 'first-fit decreasing';

/** The advisor on 2,000 VMs and 300 CSVs, and its CSVs and moves against first-fit decreasing on the same inventory. */
export function advisorRows(): BenchRow[] {
  return INVENTORIES.flatMap((size) => {
    const input = madeInventory(size);
    let advice: Advice | null = null;
    const ms = medianMs(
      () => {
        const outcome = advise(input);
        advice = outcome.ok ? outcome.value : null;
      },
      { warmUps: 1, runs: 3 },
    );
    return rowsOf(`advisor, ${size.vms} VMs on ${size.csvs} CSVs, inventory ${size.seed}`, ms, advice);
  });
}

function rowsOf(what: string, ms: number, advice: Advice | null): BenchRow[] {
  const baseline = advice?.firstFitDecreasing;
  if (!advice || !baseline) throw new Error(`${what}: no advice or no baseline`);
  const { csvs } = advice.after;
  const moves = advice.moves.length;
  const compared = (value: number, than: number) => ({ ratioTo: BASELINE, ratio: round(value / Math.max(1, than)) });
  const movesRow = { what: `${what}: moves`, value: moves, unit: 'moves', ...compared(moves, baseline.moves) };
  return [
    atMost(what, ms, 'ms', BOUND_MS),
    { ...atMost(`${what}: CSVs after`, csvs, 'CSVs', baseline.csvs), ...compared(csvs, baseline.csvs) },
    // More moves are allowed only where they save CSVs.
    csvs < baseline.csvs
      ? { ...movesRow, bound: null, ok: true }
      : { ...movesRow, bound: baseline.moves, ok: moves <= baseline.moves },
  ];
}
