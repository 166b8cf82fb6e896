import { mustStay } from './csv-lower-bound.ts';
import { bestFit, bySize } from './place-vms.ts';
import { isUsed, type Placement, put, restore, take } from './placement.ts';
import type { Part } from './placement-score.ts';

/**
 * Empties one CSV after another, those with the fewest VMs first, onto the others in use, until none can be emptied. A VM
 * goes to a CSV that keeps all it has, so these moves can be made in any order.
 */
export function evacuate(placement: Placement, { csvs }: Part): void {
  let emptied = true;
  while (emptied) {
    emptied = false;
    const inUse = csvs.filter((csv) => isUsed(placement, csv));
    const candidates = inUse.filter((csv) => !mustStay(placement, csv));
    candidates.sort(
      (a, b) =>
        membersOf(placement, a) - membersOf(placement, b) ||
        (placement.load[a] ?? 0) - (placement.load[b] ?? 0) ||
        a - b,
    );
    const open = new Set(inUse);
    for (const csv of candidates) {
      open.delete(csv);
      if (emptyOne(placement, csv, [...open])) emptied = true;
      else open.add(csv);
    }
  }
}

function emptyOne(placement: Placement, csv: number, others: readonly number[]): boolean {
  const kept = placement.csvOf.slice();
  for (const at of bySize(placement, placement.members[csv] ?? [])) {
    take(placement, at);
    const target = bestFit(placement, at, others);
    if (target < 0) {
      put(placement, at, csv);
      restore(placement, kept);
      return false;
    }
    put(placement, at, target);
  }
  return true;
}

const membersOf = (placement: Placement, csv: number) => placement.members[csv]?.size ?? 0;
