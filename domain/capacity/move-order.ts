import type { AdvisorModel } from './advisor-model.ts';
import { count, emptyPlacement, obstacle, type Placement, put, take } from './placement.ts';
import { bytesToCopy } from './placement-score.ts';

/** One storage migration. `staged` = to a stop on the way, because VMs wait for each other's room in a ring. */
export type Move = { vm: number; to: number; bytes: number; staged: boolean };

/**
 * The moves that bring every VM to `target`, in an order in which each has room when its turn comes, no rivals meet on the
 * way; `waiting` are those for which there is no such order. IOPS are held at the end alone: they are a mean over weeks, and
 * the way there is hours.
 */
export function orderMoves(model: AdvisorModel, target: Int32Array): { moves: Move[]; waiting: number[] } {
  const world = asItIs(model);
  let waiting = model.vms.flatMap((vm, at) => (vm.pinned || target[at] === vm.home ? [] : [at]));
  const moves: Move[] = [];
  const staged = new Set<number>();
  while (waiting.length > 0) {
    const before = waiting.length;
    waiting = waiting.filter((at) => {
      const move = tryMove(world, at, target[at] ?? -1);
      if (move) moves.push(move);
      return !move;
    });
    if (waiting.length < before) continue;
    const stop = stage(
      world,
      waiting.filter((at) => !staged.has(at)),
      target,
    );
    if (!stop) break;
    staged.add(stop.vm);
    moves.push(stop);
  }
  return { moves, waiting };
}

type World = { placement: Placement; onDisks: Set<number> };

/** Everything where it is now; `onDisks` = VMs that still lie on their first CSVs, spread ones on several. */
function asItIs(model: AdvisorModel): World {
  const free = { ...model, diskGroupIops: model.diskGroupIops.map(() => null) };
  const placement = emptyPlacement(free);
  const onDisks = new Set<number>();
  model.vms.forEach((vm, at) => {
    if (vm.pinned) return;
    if (vm.home >= 0) put(placement, at, vm.home);
    else onDisks.add(at);
  });
  for (const at of onDisks) lift({ placement, onDisks }, at, 1);
  return { placement, onDisks };
}

function tryMove(world: World, at: number, to: number): Move | null {
  const { placement, onDisks } = world;
  const from = placement.csvOf[at] ?? -1;
  if (onDisks.has(at)) lift(world, at, -1);
  else take(placement, at);
  if (obstacle(placement, at, to) === null) {
    const bytes =
      onDisks.has(at) || from === placement.model.vms[at]?.home
        ? bytesToCopy(placement.model, at, to)
        : (placement.model.vms[at]?.size ?? 0);
    onDisks.delete(at);
    put(placement, at, to);
    return { vm: at, to, bytes, staged: false };
  }
  if (onDisks.has(at)) lift(world, at, 1);
  else put(placement, at, from);
  return null;
}

/** The smallest VM that can wait elsewhere in its partition. */
function stage(world: World, waiting: readonly number[], target: Int32Array): Move | null {
  const { model, csvOf } = world.placement;
  const smallest = [...waiting].sort((a, b) => (model.vms[a]?.size ?? 0) - (model.vms[b]?.size ?? 0) || a - b);
  for (const at of smallest)
    for (let csv = 0; csv < model.csvs.length; csv++) {
      if (csv === target[at] || csv === csvOf[at] || !model.csvs[csv]?.source.exists) continue;
      const move = tryMove(world, at, csv);
      if (move) return { ...move, staged: true };
    }
  return null;
}

/** Puts a spread VM's disks where they lie, or takes them off. */
function lift({ placement }: World, at: number, sign: 1 | -1): void {
  for (const { csv, size } of placement.model.vms[at]?.disks ?? []) count(placement, at, sign, csv, size);
}
