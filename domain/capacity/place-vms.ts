import { obstacle, type Placement, put, take } from './placement.ts';

/** Larger first: the small ones fill what the large leave. */
export function bySize({ sizeRank }: Placement, vms: Iterable<number>): number[] {
  return [...vms].sort((a, b) => (sizeRank[a] ?? 0) - (sizeRank[b] ?? 0));
}

/** Leaves every VM at home that may be there, on `kept` CSVs alone when given; answers those that have no home there. */
export function stayHome(placement: Placement, vms: Iterable<number>, kept?: ReadonlySet<number>): number[] {
  return bySize(placement, vms).filter((at) => {
    const home = placement.model.vms[at]?.home ?? -1;
    if (home < 0 || (kept && !kept.has(home)) || obstacle(placement, at, home) !== null) return true;
    put(placement, at, home);
    return false;
  });
}

/** The CSV that the VM fills best, or -1 when none can take it. */
export function bestFit(placement: Placement, at: number, csvs: readonly number[]): number {
  const { usable, load, model } = placement;
  const size = model.vms[at]?.size ?? 0;
  let best = -1;
  let leastLeft = Number.POSITIVE_INFINITY;
  for (const csv of csvs) {
    const left = (usable[csv] ?? 0) - (load[csv] ?? 0) - size;
    if (left < 0 || left >= leastLeft || obstacle(placement, at, csv) !== null) continue;
    best = csv;
    leastLeft = left;
  }
  return best;
}

/**
 * Best-fit decreasing; where nothing fits, one smaller VM makes way and goes elsewhere. Answers what stayed unplaced; with
 * `allOrNothing` it stops at the first of them.
 */
export function placeVms(
  placement: Placement,
  vms: Iterable<number>,
  csvs: readonly number[],
  allOrNothing: boolean,
): number[] {
  const unplaced: number[] = [];
  for (const at of bySize(placement, vms)) {
    const csv = bestFit(placement, at, csvs);
    if (csv >= 0) put(placement, at, csv);
    else if (!displace(placement, at, csvs)) {
      unplaced.push(at);
      if (allOrNothing) break;
    }
  }
  return unplaced;
}

function displace(placement: Placement, at: number, csvs: readonly number[]): boolean {
  const { model, usable, load, members } = placement;
  const size = model.vms[at]?.size ?? 0;
  for (const csv of csvs) {
    const needed = (load[csv] ?? 0) + size - (usable[csv] ?? 0);
    for (const other of [...(members[csv] ?? [])]) {
      const otherSize = model.vms[other]?.size ?? 0;
      // Smaller ones alone, so that making way cannot go round in circles.
      if (otherSize >= size || otherSize < needed) continue;
      take(placement, other);
      const elsewhere =
        obstacle(placement, at, csv) === null
          ? bestFit(
              placement,
              other,
              csvs.filter((c) => c !== csv),
            )
          : -1;
      if (elsewhere >= 0) {
        put(placement, other, elsewhere);
        put(placement, at, csv);
        return true;
      }
      put(placement, other, csv);
    }
  }
  return false;
}
