import type { BlockedVm, ClassAdvice } from './advice.ts';
import type { ModelVm } from './advisor-model.ts';
import type { Consolidation } from './consolidate.ts';
import { mustStay } from './csv-lower-bound.ts';
import { type Constraint, isUsed, obstacle, type Placement, put, take } from './placement.ts';
import type { Part } from './placement-score.ts';

const WORDS: Readonly<Record<Constraint, string>> = {
  policy: 'another cluster or class of policies',
  room: 'too little room with the reserve',
  'anti-affinity': 'a VM there that it must be apart from',
  iops: 'its disk group has no IOPS left',
};

/** The VMs that are in the wrong place and stay there, each with the constraint that holds it. */
export function blockedVms({ model, placement, stuck }: Consolidation): BlockedVm[] {
  return model.vms.flatMap((vm, at): BlockedVm[] => {
    const fault = vm.pinned ? faultOf(placement, vm) : null;
    if (!fault) return [];
    const named = { vmId: vm.source.id, vmName: vm.source.name, fault };
    if (!stuck.has(at)) return [{ ...named, constraint: 'fixed', why: `${vm.source.name} is not to be moved.` }];
    const found = obstaclesOf(placement, at, vm.partition);
    return [
      {
        ...named,
        constraint: worst(found) ?? 'policy',
        why: `${vm.source.name} fits on no other CSV: ${inWords(found)}.`,
      },
    ];
  });
}

/** For each class, how many CSVs it comes to and why not fewer. */
export function classAdvice(consolidation: Consolidation): ClassAdvice[] {
  const { model, placement, parts } = consolidation;
  return parts.flatMap(({ part, lowerBound, boundBy }) => {
    const first = model.csvs[part.csvs[0] ?? -1]?.source;
    if (!first) return [];
    const { clusterId, backupPolicy, drPolicy } = first;
    const csvsBefore = part.csvs.filter((csv) => model.csvs[csv]?.source.exists).length;
    const csvsAfter = part.csvs.filter((csv) => isUsed(placement, csv)).length;
    const why = csvsAfter > lowerBound ? lastObstacle(placement, part) : proof(csvsAfter, boundBy);
    return [{ clusterId, backupPolicy, drPolicy, csvsBefore, csvsAfter, lowerBound, why }];
  });
}

function proof(csvs: number, boundBy: string): string {
  if (csvs === 0) return 'No VM is left in this class.';
  if (csvs === 1) return 'One CSV is the least a class can have.';
  if (boundBy === 'anti-affinity') return `A rule keeps ${csvs} VMs apart, so ${csvs} CSVs are the least.`;
  if (boundBy === 'fixed') return `${csvs} CSVs hold files of their own or VMs that are not moved.`;
  return `Fewer than ${csvs} CSVs cannot hold all with the reserve, the policies and the rules.`;
}

/** What stops the CSV with the fewest VMs from being emptied: said of the first of its VMs that fits nowhere else. */
function lastObstacle(placement: Placement, { csvs }: Part): string {
  const { members, model } = placement;
  const inUse = csvs.filter((csv) => isUsed(placement, csv));
  const candidates = inUse.filter((csv) => !mustStay(placement, csv));
  const [least] = candidates.sort((a, b) => (members[a]?.size ?? 0) - (members[b]?.size ?? 0) || a - b);
  for (const at of [...(members[least ?? -1] ?? [])]) {
    const found = obstaclesAmong(
      placement,
      at,
      inUse.filter((csv) => csv !== least),
    );
    if (found.size > 0 && !found.has(null))
      return `To empty ${model.csvs[least ?? -1]?.source.name}, ${model.vms[at]?.source.name} finds no place: ${inWords(found)}.`;
  }
  return 'The VMs of no CSV fit together on the others.';
}

function faultOf({ model, ruled }: Placement, vm: ModelVm): BlockedVm['fault'] | null {
  if (vm.disks.some(({ csv }) => model.csvs[csv]?.partition !== vm.partition)) return 'policy';
  const meets = vm.rules.some((rule) => vm.disks.some(({ csv }) => (ruled[csv]?.get(rule) ?? 0) > 1));
  return meets ? 'anti-affinity' : null;
}

function obstaclesOf(placement: Placement, at: number, partition: number) {
  const { csvs, vms } = placement.model;
  const others = csvs.flatMap((csv, position) =>
    csv.partition === partition && position !== vms[at]?.home ? [position] : [],
  );
  return obstaclesAmong(placement, at, others);
}

/** Obstacle -> on how many of the CSVs; null = it would fit. */
function obstaclesAmong(placement: Placement, at: number, csvs: readonly number[]): Map<Constraint | null, number> {
  const found = new Map<Constraint | null, number>();
  const from = placement.csvOf[at] ?? -1;
  take(placement, at);
  for (const csv of csvs) {
    const why = obstacle(placement, at, csv);
    found.set(why, (found.get(why) ?? 0) + 1);
  }
  if (from >= 0) put(placement, at, from);
  return found;
}

function worst(found: ReadonlyMap<Constraint | null, number>): Constraint | null {
  const [most] = [...found].filter(([constraint]) => constraint !== null).sort((a, b) => b[1] - a[1]);
  return most?.[0] ?? null;
}

function inWords(found: ReadonlyMap<Constraint | null, number>): string {
  if (found.size === 0) return 'there is no other CSV of its class in its cluster';
  const parts = [...found].flatMap(([why, csvs]) =>
    why === null ? [] : [`${WORDS[why]} (${csvs} ${csvs === 1 ? 'CSV' : 'CSVs'})`],
  );
  return parts.join(', ') || 'the moves wait for each other';
}
