import type { AdvisorModel } from './advisor-model.ts';

/** What keeps a VM off a CSV. */
export type Constraint = 'policy' | 'room' | 'anti-affinity' | 'iops';

/**
 * Where every VM is, with the sums that the constraints ask for. Changed in place: the search puts and takes hundreds of
 * thousands of times. `csvOf` is -1 while a VM is nowhere; pinned VMs are in the sums from the start and never move.
 */
export type Placement = {
  model: AdvisorModel;
  csvOf: Int32Array;
  /** Room of each CSV for VM disks, the reserve left free. */
  usable: Float64Array;
  /** 0 for the largest VM, then down: sorting by it is sorting by size. */
  sizeRank: Int32Array;
  load: Float64Array;
  /** VMs with any disk on the CSV, the pinned too. */
  vmsOn: Int32Array;
  /** VMs on the CSV that came from elsewhere. */
  arrived: Int32Array;
  members: Set<number>[];
  /** For each CSV: rule -> its VMs there. */
  ruled: Map<number, number>[];
  iops: Float64Array;
  /** IOPS of each disk group as things are: a plan may not pass what the group gives, but need not mend what already does. */
  iopsBefore: Float64Array;
};

/** The pinned VMs where they are, all others nowhere. */
export function emptyPlacement(model: AdvisorModel): Placement {
  const { vms, csvs, diskGroupIops } = model;
  const placement: Placement = {
    model,
    csvOf: new Int32Array(vms.length).fill(-1),
    usable: Float64Array.from(csvs, (csv) => csv.usable),
    sizeRank: sizeRanks(model),
    load: new Float64Array(csvs.length),
    vmsOn: new Int32Array(csvs.length),
    arrived: new Int32Array(csvs.length),
    members: csvs.map(() => new Set<number>()),
    ruled: csvs.map(() => new Map<number, number>()),
    iops: new Float64Array(diskGroupIops.length),
    iopsBefore: new Float64Array(diskGroupIops.length),
  };
  vms.forEach((vm, at) => {
    // A spread VM that may be gathered has all its disks in one group.
    add(placement.iopsBefore, model.csvs[vm.disks[0]?.csv ?? -1]?.diskGroup ?? -1, vm.iops);
    if (!vm.pinned) return;
    for (const { csv, size } of vm.disks) count(placement, at, 1, csv, size);
    countIops(placement, at, 1, vm.disks[0]?.csv ?? -1);
  });
  return placement;
}

/** Why the VM may not be there, or null when it may. A VM at home is not driven out by the reserve while nothing else came in. */
export function obstacle(
  { model, load, arrived, ruled, iops, iopsBefore }: Placement,
  at: number,
  csv: number,
): Constraint | null {
  const vm = model.vms[at];
  const target = model.csvs[csv];
  if (!vm || !target || vm.partition !== target.partition) return 'policy';
  const stays = vm.home === csv && arrived[csv] === 0;
  if (!stays && (load[csv] ?? 0) + vm.size > target.usable) return 'room';
  for (const rule of vm.rules) if (ruled[csv]?.get(rule)) return 'anti-affinity';
  const given = model.diskGroupIops[target.diskGroup] ?? null;
  if (given === null || vm.iops === 0) return null;
  const bound = Math.max(given, iopsBefore[target.diskGroup] ?? 0);
  return (iops[target.diskGroup] ?? 0) + vm.iops > bound ? 'iops' : null;
}

export function put(placement: Placement, at: number, csv: number): void {
  placement.csvOf[at] = csv;
  count(placement, at, 1, csv, placement.model.vms[at]?.size ?? 0);
  countIops(placement, at, 1, csv);
  placement.members[csv]?.add(at);
  if (placement.model.vms[at]?.home !== csv) add(placement.arrived, csv, 1);
}

export function take(placement: Placement, at: number): void {
  const csv = placement.csvOf[at] ?? -1;
  if (csv < 0) return;
  placement.csvOf[at] = -1;
  count(placement, at, -1, csv, placement.model.vms[at]?.size ?? 0);
  countIops(placement, at, -1, csv);
  placement.members[csv]?.delete(at);
  if (placement.model.vms[at]?.home !== csv) add(placement.arrived, csv, -1);
}

/** Brings back a placement kept with `csvOf.slice()`. Checks nothing. */
export function restore(placement: Placement, kept: Int32Array): void {
  const moved: number[] = [];
  for (let at = 0; at < kept.length; at++) if (placement.csvOf[at] !== kept[at]) moved.push(at);
  for (const at of moved) take(placement, at);
  for (const at of moved) if ((kept[at] ?? -1) >= 0) put(placement, at, kept[at] ?? -1);
}

/** A CSV that the plan needs: with a VM on it, or files of its own. */
export function isUsed({ model, vmsOn }: Placement, csv: number): boolean {
  return (vmsOn[csv] ?? 0) > 0 || (model.csvs[csv]?.holdsFiles ?? false);
}

/** Adds or takes off one CSV's part of a VM; move-order does so for VMs whose disks lie on several. */
export function count(
  { model, load, vmsOn, ruled }: Placement,
  at: number,
  sign: 1 | -1,
  csv: number,
  size: number,
): void {
  add(load, csv, sign * size);
  add(vmsOn, csv, sign);
  for (const rule of model.vms[at]?.rules ?? []) ruled[csv]?.set(rule, (ruled[csv]?.get(rule) ?? 0) + sign);
}

function countIops({ model, iops }: Placement, at: number, sign: 1 | -1, csv: number): void {
  add(iops, model.csvs[csv]?.diskGroup ?? -1, sign * (model.vms[at]?.iops ?? 0));
}

function add(numbers: Float64Array | Int32Array, at: number, by: number): void {
  if (at >= 0 && at < numbers.length) numbers[at] = (numbers[at] ?? 0) + by;
}

function sizeRanks({ vms }: AdvisorModel): Int32Array {
  const order = vms.map((_, at) => at).sort((a, b) => (vms[b]?.size ?? 0) - (vms[a]?.size ?? 0) || a - b);
  const ranks = new Int32Array(vms.length);
  order.forEach((at, rank) => {
    ranks[at] = rank;
  });
  return ranks;
}
