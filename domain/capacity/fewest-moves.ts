import { mustStay } from './csv-lower-bound.ts';
import { bestFit, placeVms, stayHome } from './place-vms.ts';
import { isUsed, obstacle, type Placement, put, restore, take } from './placement.ts';
import { isBetter, type Part, scoreOf } from './placement-score.ts';

/** Bounds the exchanges below by work, not time, so that the same input always has the same answer. */
const MAX_WORK = 40_000_000;

/** Improves a placement without using more CSVs: VMs go home where they can, and CSVs that are dear to keep are exchanged. */
export function fewestMoves(placement: Placement, part: Part): void {
  sendHome(placement, part);
  exchangeCsvs(placement, part);
}

/** Moves undone one by one; and where another VM took the place at home, it makes way if it has another place to go. */
export function sendHome(placement: Placement, { vms, csvs }: Part): void {
  const { model } = placement;
  let changed = true;
  while (changed) {
    changed = false;
    for (const at of vms) {
      const { home = -1 } = model.vms[at] ?? {};
      if (home < 0 || placement.csvOf[at] === home || !isUsed(placement, home)) continue;
      const away = placement.csvOf[at] ?? -1;
      take(placement, at);
      if (obstacle(placement, at, home) === null) put(placement, at, home);
      else if (!makeWay(placement, at, home, csvs)) put(placement, at, away);
      changed ||= placement.csvOf[at] === home;
    }
  }
}

function makeWay(placement: Placement, at: number, home: number, csvs: readonly number[]): boolean {
  const { model, members } = placement;
  for (const other of [...(members[home] ?? [])]) {
    if (model.vms[other]?.home === home) continue;
    take(placement, other);
    if (obstacle(placement, at, home) === null) {
      put(placement, at, home);
      const inUse = csvs.filter((csv) => csv !== home && isUsed(placement, csv));
      const target = bestFit(placement, other, inUse);
      if (target >= 0) {
        put(placement, other, target);
        return true;
      }
      take(placement, at);
    }
    put(placement, other, home);
  }
  return false;
}

/** Tries to keep, instead of a CSV with few VMs at home, an emptied one with more. */
function exchangeCsvs(placement: Placement, part: Part): void {
  const { vms, csvs } = part;
  const atHome = new Map<number, number>();
  for (const at of vms) {
    const { home = -1 } = placement.model.vms[at] ?? {};
    atHome.set(home, (atHome.get(home) ?? 0) + 1);
  }
  const worth = (csv: number) => atHome.get(csv) ?? 0;
  const kept = csvs
    .filter((csv) => isUsed(placement, csv) && !mustStay(placement, csv))
    .sort((a, b) => worth(a) - worth(b) || a - b);
  const emptied = csvs.filter((csv) => !isUsed(placement, csv)).sort((a, b) => worth(b) - worth(a) || a - b);
  let work = MAX_WORK;
  for (const out of kept)
    for (const into of emptied) {
      if (worth(into) <= worth(out)) break;
      work -= vms.length * (kept.length + 1);
      if (work < 0) return;
      if (exchange(placement, part, out, into)) {
        emptied.splice(emptied.indexOf(into), 1);
        break;
      }
    }
}

function exchange(placement: Placement, part: Part, out: number, into: number): boolean {
  const before = scoreOf(placement, part);
  const saved = placement.csvOf.slice();
  const kept = new Set(part.csvs.filter((csv) => csv !== out && (csv === into || isUsed(placement, csv))));
  for (const at of part.vms) take(placement, at);
  const left = placeVms(placement, stayHome(placement, part.vms, kept), [...kept], true);
  if (left.length === 0) {
    sendHome(placement, part);
    if (isBetter(scoreOf(placement, part), before)) return true;
  }
  restore(placement, saved);
  return false;
}
