import { mustStay } from './csv-lower-bound.ts';
import type { Placement } from './placement.ts';
import type { Part } from './placement-score.ts';

/** How to choose the CSVs to keep: those with most VMs at home, with most bytes at home, or with most room. */
export const KEEP_BY = ['vms', 'bytes', 'room'] as const;
export type KeepBy = (typeof KEEP_BY)[number];

/** `count` CSVs that could hold the whole part together, those that must stay among them; null when no such choice is found. */
export function keptCsvs(placement: Placement, part: Part, count: number, by: KeepBy): Set<number> | null {
  const { vms, bytes, needed } = homesOf(placement, part);
  // Asked while the part's VMs are nowhere, so the load is what never moves. A full CSV may keep what it has.
  const roomOf = (csv: number) =>
    Math.max((placement.usable[csv] ?? 0) - (placement.load[csv] ?? 0), bytes.get(csv) ?? 0, 0);
  const worth = { vms: (csv: number) => vms.get(csv) ?? 0, bytes: (csv: number) => bytes.get(csv) ?? 0, room: roomOf }[
    by
  ];
  const fixed = part.csvs.filter((csv) => mustStay(placement, csv));
  const free = part.csvs.filter((csv) => !mustStay(placement, csv));
  if (count < fixed.length) return null;
  free.sort((a, b) => worth(b) - worth(a) || roomOf(b) - roomOf(a) || a - b);
  const chosen = free.splice(0, count - fixed.length);
  const kept = new Set([...fixed, ...chosen]);
  let room = [...kept].reduce((sum, csv) => sum + roomOf(csv), 0);
  // Too little room: the smallest of the chosen give way to the roomiest of the others.
  free.sort((a, b) => roomOf(b) - roomOf(a) || a - b);
  chosen.sort((a, b) => roomOf(a) - roomOf(b) || a - b);
  for (let at = 0; room < needed; at++) {
    const [out, into] = [chosen[at], free[at]];
    if (out === undefined || into === undefined || roomOf(into) <= roomOf(out)) return null;
    kept.delete(out);
    kept.add(into);
    room += roomOf(into) - roomOf(out);
  }
  return kept;
}

function homesOf({ model }: Placement, part: Part) {
  const vms = new Map<number, number>();
  const bytes = new Map<number, number>();
  let needed = 0;
  for (const at of part.vms) {
    const { home = -1, size = 0 } = model.vms[at] ?? {};
    vms.set(home, (vms.get(home) ?? 0) + 1);
    bytes.set(home, (bytes.get(home) ?? 0) + size);
    needed += size;
  }
  return { vms, bytes, needed };
}
