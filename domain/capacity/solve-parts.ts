import type { AdvisorModel } from './advisor-model.ts';
import { type Move, orderMoves } from './move-order.ts';
import { stayHome } from './place-vms.ts';
import { emptyPlacement, isUsed, type Placement, take } from './placement.ts';
import { type Part, partsOf } from './placement-score.ts';

/** A placement of every VM, and the moves in an order that can be carried out. */
export type Solution = { placement: Placement; csvs: number; moves: readonly Move[] };

/**
 * Solves part after part on one placement, in which the other parts' VMs are at home or already moved: parts share nothing
 * but the IOPS of disk groups. `solvePart` is given a part with none of its VMs placed.
 */
export function solveParts(model: AdvisorModel, solvePart: (placement: Placement, part: Part) => void): Placement {
  const placement = emptyPlacement(model);
  const parts = partsOf(model);
  for (const part of parts) stayHome(placement, part.vms);
  for (const part of parts) {
    for (const at of part.vms) take(placement, at);
    solvePart(placement, part);
  }
  return placement;
}

/** The solution that a placement is, or the VMs that cannot get there. */
export function carryOut(placement: Placement): { solution: Solution | null; waiting: readonly number[] } {
  const { model, csvOf } = placement;
  const unplaced = model.vms.flatMap((vm, at) => (!vm.pinned && csvOf[at] === -1 ? [at] : []));
  if (unplaced.length > 0) return { solution: null, waiting: unplaced };
  const { moves, waiting } = orderMoves(model, csvOf);
  if (waiting.length > 0) return { solution: null, waiting };
  const csvs = model.csvs.filter((_, csv) => isUsed(placement, csv)).length;
  return { solution: { placement, csvs, moves }, waiting: [] };
}

/** Fewer CSVs, then fewer moves; the first where both are alike. */
export function better(a: Solution | null, b: Solution | null): Solution | null {
  if (!a || !b) return a ?? b;
  if (a.csvs !== b.csvs) return a.csvs < b.csvs ? a : b;
  return b.moves.length < a.moves.length ? b : a;
}
