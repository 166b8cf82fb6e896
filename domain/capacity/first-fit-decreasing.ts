import { bySize } from './place-vms.ts';
import { isUsed, obstacle, type Placement, put, take } from './placement.ts';
import type { Part } from './placement-score.ts';

/**
 * The textbook method, which the advisor must never do worse than: take all VMs off, then the largest first, each onto the
 * first CSV that may have it, CSVs that are in use anyway and then the roomiest first. Answers what fits nowhere.
 */
export function firstFitDecreasing(placement: Placement, { vms, csvs }: Part): number[] {
  for (const at of vms) take(placement, at);
  const { usable } = placement;
  const order = [...csvs].sort(
    (a, b) =>
      Number(isUsed(placement, b)) - Number(isUsed(placement, a)) || (usable[b] ?? 0) - (usable[a] ?? 0) || a - b,
  );
  return bySize(placement, vms).filter((at) => {
    const csv = order.find((candidate) => obstacle(placement, at, candidate) === null);
    if (csv === undefined) return true;
    put(placement, at, csv);
    return false;
  });
}
