import type { AdvisorInput } from './advisor-input.ts';
import { type AdvisorModel, advisorModel } from './advisor-model.ts';
import { lowerBoundOf } from './csv-lower-bound.ts';
import { evacuate } from './evacuate.ts';
import { fewestCsvs, type PartAnswer, startPart } from './fewest-csvs.ts';
import { firstFitDecreasing } from './first-fit-decreasing.ts';
import { emptyPlacement } from './placement.ts';
import { type Part, partsOf } from './placement-score.ts';
import { better, carryOut, type Solution, solveParts } from './solve-parts.ts';

export type SolvedPart = PartAnswer & { part: Part };

export type Consolidation = Solution & {
  model: AdvisorModel;
  parts: readonly SolvedPart[];
  /** Positions of VMs that fit nowhere but where they are, and stay. */
  stuck: ReadonlySet<number>;
  /** What first-fit decreasing comes to on the same inventory; null where it leaves a VM out or cannot be carried out. */
  baseline: Solution | null;
};

/**
 * The fewest CSVs, then the fewest moves, that this search finds; never worse than first-fit decreasing, which is one of the
 * candidates. A VM that fits nowhere is left where it is and all is solved again: each round leaves at least one more.
 */
export function consolidate(input: AdvisorInput): Consolidation {
  const stuck = new Set<number>();
  for (;;) {
    const model = advisorModel(input, stuck);
    const parts: SolvedPart[] = [];
    const searched = solveParts(model, (placement, part) => {
      parts.push({ ...fewestCsvs(placement, part), part });
    });
    const unplaced = parts.flatMap((part) => part.unplaced);
    const baseline = firstFitSolution(model);
    const gentle = unplaced.length > 0 ? { solution: null, waiting: unplaced } : carryOut(solveParts(model, emptied));
    const best = unplaced.length > 0 ? null : better(better(carryOut(searched).solution, gentle.solution), baseline);
    if (best) return { ...best, model, parts: stuck.size > 0 ? unconditional(input, parts) : parts, stuck, baseline };
    for (const at of gentle.waiting) stuck.add(at);
  }
}

/** First-fit decreasing from scratch, as a plan: null where it leaves a VM out or the moves block each other. */
export function firstFitSolution(model: AdvisorModel): Solution | null {
  return carryOut(solveParts(model, firstFitDecreasing)).solution;
}

/** Nothing but emptying CSVs onto others, which can always be carried out unless a VM had to leave and found no way. */
function emptied(placement: Parameters<typeof evacuate>[0], part: Part): void {
  startPart(placement, part);
  evacuate(placement, part);
}

/** Bounds proven while VMs were held in place do not hold for every plan: those that hold without are given instead. */
function unconditional(input: AdvisorInput, parts: readonly SolvedPart[]): SolvedPart[] {
  const model = advisorModel(input);
  const free = partsOf(model);
  const placement = emptyPlacement(model);
  return parts.map((solved, at) => {
    const { count, by } = lowerBoundOf(placement, free[at] ?? solved.part);
    return { ...solved, lowerBound: count, boundBy: by };
  });
}
