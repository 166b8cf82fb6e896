import { type LowerBound, lowerBoundOf } from './csv-lower-bound.ts';
import { evacuate } from './evacuate.ts';
import { exactPlacement } from './exact-placement.ts';
import { fewestMoves } from './fewest-moves.ts';
import { firstFitDecreasing } from './first-fit-decreasing.ts';
import { KEEP_BY, keptCsvs } from './kept-csvs.ts';
import { placeVms, stayHome } from './place-vms.ts';
import { isUsed, type Placement, restore, take } from './placement.ts';
import { isBetter, type Part, type Score, scoreOf } from './placement-score.ts';

/** `unplaced` = VMs that must leave where they are and fit nowhere else: the part was not solved. */
export type PartAnswer = { unplaced: readonly number[]; lowerBound: number; boundBy: LowerBound['by'] };

/**
 * Brings one part to the fewest CSVs found, then the fewest moves. The placement comes in with none of the part's VMs
 * placed, and goes out with all of them. Three ways are taken, each checked against the best so far: emptying CSVs one by
 * one, first-fit decreasing, and choosing fewer CSVs to keep until they no longer hold everything; small parts are solved
 * exactly.
 */
export function fewestCsvs(placement: Placement, part: Part): PartAnswer {
  const bound = lowerBoundOf(placement, part);
  const unplaced = startPart(placement, part);
  if (unplaced.length > 0) return { unplaced, lowerBound: bound.count, boundBy: bound.by };
  evacuate(placement, part);
  let best = kept(placement, part);
  const consider = () => {
    const found = kept(placement, part);
    if (isBetter(found.score, best.score)) best = found;
  };
  if (firstFitDecreasing(placement, part).length === 0) consider();
  for (let count = best.score.csvs - 1; count >= bound.count; count = best.score.csvs - 1)
    if (!keepOnly(placement, part, count, consider)) break;
  keepOnly(placement, part, best.score.csvs, consider);
  restore(placement, best.csvOf);
  fewestMoves(placement, part);
  const exact = exactPlacement(placement, part) && !sharesIops(placement, part);
  const { csvs } = scoreOf(placement, part);
  return { unplaced: [], lowerBound: exact ? csvs : bound.count, boundBy: bound.by };
}

/** Where disk groups are bounded another part may hold the IOPS this one lacks, so nothing is proven of it alone. */
function sharesIops({ model }: Placement, { csvs }: Part): boolean {
  return csvs.some((csv) => (model.diskGroupIops[model.csvs[csv]?.diskGroup ?? -1] ?? null) !== null);
}

/** Everything at home, and what cannot be there wherever it fits: on CSVs in use before any other. */
export function startPart(placement: Placement, part: Part): number[] {
  const homeless = stayHome(placement, part.vms);
  const inUse = part.csvs.filter((csv) => isUsed(placement, csv));
  const left = placeVms(placement, homeless, inUse, false);
  return placeVms(placement, left, part.csvs, false);
}

/** Whether any choice of `count` CSVs holds the whole part; `consider` sees each that does. */
function keepOnly(placement: Placement, part: Part, count: number, consider: () => void): boolean {
  let found = false;
  for (const by of KEEP_BY) {
    for (const at of part.vms) take(placement, at);
    const csvs = keptCsvs(placement, part, count, by);
    if (!csvs) continue;
    const left = placeVms(placement, stayHome(placement, part.vms, csvs), [...csvs], true);
    if (left.length > 0) continue;
    found = true;
    consider();
  }
  return found;
}

function kept(placement: Placement, part: Part): { csvOf: Int32Array; score: Score } {
  return { csvOf: placement.csvOf.slice(), score: scoreOf(placement, part) };
}
