import type { AdvisorModel } from './advisor-model.ts';
import { isUsed, type Placement } from './placement.ts';

/** What belongs together: the movable VMs and all the CSVs of one cluster and class. */
export type Part = { vms: readonly number[]; csvs: readonly number[] };

/** What a placement costs: CSVs in use, VMs to move, bytes to copy. */
export type Score = { csvs: number; moves: number; bytes: number };

export function partsOf({ vms, csvs, partitions }: AdvisorModel): Part[] {
  const parts = Array.from({ length: partitions }, () => ({ vms: [] as number[], csvs: [] as number[] }));
  vms.forEach((vm, at) => {
    if (!vm.pinned) parts[vm.partition]?.vms.push(at);
  });
  csvs.forEach((csv, at) => {
    parts[csv.partition]?.csvs.push(at);
  });
  return parts;
}

export function scoreOf(placement: Placement, { vms, csvs }: Part): Score {
  const moved = vms.filter((at) => placement.csvOf[at] !== placement.model.vms[at]?.home);
  return {
    csvs: csvs.filter((csv) => isUsed(placement, csv)).length,
    moves: moved.length,
    bytes: moved.reduce((sum, at) => sum + bytesToCopy(placement.model, at, placement.csvOf[at] ?? -1), 0),
  };
}

/** What is not on the target yet. */
export function bytesToCopy({ vms }: AdvisorModel, at: number, target: number): number {
  return (vms[at]?.disks ?? []).reduce((sum, disk) => (disk.csv === target ? sum : sum + disk.size), 0);
}

/** Fewer CSVs, then fewer moves, then fewer bytes. */
export function isBetter(a: Score, b: Score): boolean {
  if (a.csvs !== b.csvs) return a.csvs < b.csvs;
  return a.moves !== b.moves ? a.moves < b.moves : a.bytes < b.bytes;
}
