import { mustStay } from './csv-lower-bound.ts';
import { bySize } from './place-vms.ts';
import { isUsed, obstacle, type Placement, put, restore, take } from './placement.ts';
import { isBetter, type Part, type Score, scoreOf } from './placement-score.ts';

/** Parts small enough for trying everything. */
const MAX_VMS = 12;
const MAX_CSVS = 8;
const MAX_LOOKS = 20_000;

type Search = {
  placement: Placement;
  part: Part;
  order: readonly number[];
  best: Score;
  bestCsvOf: Int32Array;
  looks: number;
};

/**
 * Tries every placement of a small part, beginning with the best one known, and leaves the best there is. Answers whether
 * it came to its end, so that the answer is proven; a larger part is left as it is.
 */
export function exactPlacement(placement: Placement, part: Part): boolean {
  if (part.vms.length > MAX_VMS || part.csvs.length > MAX_CSVS) return false;
  const search: Search = {
    placement,
    part,
    order: bySize(placement, part.vms),
    best: scoreOf(placement, part),
    bestCsvOf: placement.csvOf.slice(),
    looks: MAX_LOOKS,
  };
  for (const at of part.vms) take(placement, at);
  const fixed = part.csvs.filter((csv) => mustStay(placement, csv)).length;
  tryFrom(search, 0, { csvs: fixed, moves: 0, bytes: 0 });
  restore(placement, search.bestCsvOf);
  return search.looks > 0;
}

function tryFrom(search: Search, depth: number, sofar: Score): void {
  const { placement, part, order } = search;
  if (search.looks-- <= 0) return;
  const at = order[depth];
  if (at === undefined) {
    const score = scoreOf(placement, part);
    if (!isBetter(score, search.best)) return;
    search.best = score;
    search.bestCsvOf = placement.csvOf.slice();
    return;
  }
  const { home = -1 } = placement.model.vms[at] ?? {};
  for (const csv of [home, ...part.csvs.filter((other) => other !== home)]) {
    if (csv < 0 || obstacle(placement, at, csv) !== null) continue;
    const opened = isUsed(placement, csv) ? 0 : 1;
    const next = { csvs: sofar.csvs + opened, moves: sofar.moves + (csv === home ? 0 : 1), bytes: 0 };
    // Neither CSVs nor moves ever become fewer further down; bytes are counted at the end.
    if (!isBetter(next, search.best)) continue;
    put(placement, at, csv);
    tryFrom(search, depth + 1, next);
    take(placement, at);
  }
}
