import type { Placement } from './placement.ts';
import type { Part } from './placement-score.ts';

/** No plan uses fewer CSVs than `count`; `by` says what proves it ('fixed' = CSVs that must stay). */
export type LowerBound = { count: number; by: 'room' | 'anti-affinity' | 'fixed' };

/**
 * Room: the fewest CSVs, those that must stay and then the largest, that could hold everything. Anti-affinity: the most VMs
 * that one rule keeps apart.
 */
export function lowerBoundOf(placement: Placement, part: Part): LowerBound {
  const { fixed, others, left } = demandOf(placement, part);
  let short = left;
  let count = fixed;
  for (const room of others) {
    if (short <= 0) break;
    short -= room;
    count++;
  }
  if (count === 0 && part.vms.length > 0) count = 1;
  const apart = largestRule(placement, part.vms);
  if (apart > count) return { count: apart, by: 'anti-affinity' };
  return { count, by: count === fixed && count > 0 ? 'fixed' : 'room' };
}

/** With files of its own, or with a VM that does not move. */
export function mustStay({ model, vmsOn, members }: Placement, csv: number): boolean {
  return (model.csvs[csv]?.holdsFiles ?? false) || (vmsOn[csv] ?? 0) > (members[csv]?.size ?? 0);
}

/** The number of CSVs that must stay, the room of the others, largest first, and the bytes that those which stay cannot hold. */
function demandOf(placement: Placement, { vms, csvs }: Part): { fixed: number; others: number[]; left: number } {
  const { model, usable, load, members } = placement;
  const atHome = new Map<number, number>();
  let left = 0;
  for (const at of vms) {
    const { home = -1, size = 0 } = model.vms[at] ?? {};
    atHome.set(home, (atHome.get(home) ?? 0) + size);
    left += size;
  }
  let fixed = 0;
  const others: number[] = [];
  for (const csv of csvs) {
    let pinned = load[csv] ?? 0;
    for (const at of members[csv] ?? []) pinned -= model.vms[at]?.size ?? 0;
    // A CSV that is above its reserve already may keep what it has.
    const room = Math.max((usable[csv] ?? 0) - pinned, atHome.get(csv) ?? 0, 0);
    if (!mustStay(placement, csv)) others.push(room);
    else {
      fixed++;
      left -= room;
    }
  }
  return { fixed, others: others.sort((a, b) => b - a), left };
}

function largestRule({ model }: Placement, vms: readonly number[]): number {
  const sizes = new Map<number, number>();
  for (const at of vms) for (const rule of model.vms[at]?.rules ?? []) sizes.set(rule, (sizes.get(rule) ?? 0) + 1);
  return [...sizes.values()].reduce((a, b) => Math.max(a, b), 0);
}
