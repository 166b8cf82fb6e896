import type { ApartRule } from './csv-count-input.ts';
import type { CapacityRefusal } from './outcome.ts';
import { exactSum, refuseBytes, refuseCount, refuseTotal } from './whole-number.ts';

/** A CSV, each on one LUN. `exists` false = one that could be made: it counts only when it is used. */
export type AdvisorCsv = {
  id: string;
  name: string;
  clusterId: string;
  backupPolicy: string;
  drPolicy: string;
  sizeBytes: number;
  /** Held by what is not a VM's disk (ISO files, exports): such a CSV is not emptied. */
  otherBytes: number;
  diskGroupId: string | null;
  /** Persistent reservations that it costs: of the hosts that see it. */
  registrations: number;
  exists: boolean;
};

/** `iops` from a measurement, null = unmeasured. `movable` false: it stays where it is (a pass-through disk, an operator's wish). */
export type AdvisorVm = {
  id: string;
  name: string;
  backupPolicy: string;
  drPolicy: string;
  iops: number | null;
  movable: boolean;
  disks: readonly { csvId: string; sizeBytes: number }[];
};

export type AdvisorInput = {
  csvs: readonly AdvisorCsv[];
  vms: readonly AdvisorVm[];
  /** null = what it gives is not known, so IOPS hold nothing back there. */
  diskGroups: readonly { id: string; iops: number | null }[];
  apart: readonly ApartRule[];
  /** Share of each CSV that a move must leave free. */
  reservePercent: number;
  /** 1 MB = 10^6 bytes. */
  copyMegabytesPerSecond: number;
};

const MAX_OBJECTS = 100_000;

/** Every contradiction and every figure that cannot be counted with. */
export function refuseAdvisorInput(input: AdvisorInput): CapacityRefusal[] {
  const counts = [
    refuseCount('csvs', input.csvs.length, { min: 0, max: MAX_OBJECTS }),
    refuseCount('vms', input.vms.length, { min: 0, max: MAX_OBJECTS }),
  ];
  if (counts.some((refusal) => refusal !== null)) return counts.filter((refusal) => refusal !== null);
  const csvs = new Map(input.csvs.map((csv) => [csv.id, csv]));
  const groups = new Set(input.diskGroups.map((group) => group.id));
  const vms = new Set(input.vms.map((vm) => vm.id));
  const refusals = [
    refuseCount('reservePercent', input.reservePercent, { min: 0, max: 90 }),
    refuseCount('copyMegabytesPerSecond', input.copyMegabytesPerSecond),
    twice('csvs', input.csvs),
    twice('vms', input.vms),
    twice('diskGroups', input.diskGroups),
    ...input.diskGroups.map(({ iops }, at) =>
      iops === null ? null : refuseCount(`diskGroups[${at}].iops`, iops, { min: 0, max: 1e9 }),
    ),
    ...input.csvs.flatMap((csv, at) => refuseCsv(csv, `csvs[${at}]`, groups)),
    ...input.vms.flatMap((vm, at) => refuseVm(vm, `vms[${at}]`, csvs)),
    ...input.apart.flatMap((rule, at) => refuseRule(rule, `apart[${at}]`, vms)),
  ].filter((refusal) => refusal !== null);
  if (refusals.length > 0) return refusals;
  const sums = [
    input.csvs.map((csv) => csv.sizeBytes),
    input.vms.flatMap((vm) => vm.disks.map((disk) => disk.sizeBytes)),
  ];
  return sums.some((sizes) => exactSum(sizes) === null) ? [refuseTotal('sizes')] : [];
}

function refuseCsv(csv: AdvisorCsv, field: string, groups: ReadonlySet<string>): (CapacityRefusal | null)[] {
  const { sizeBytes, otherBytes, registrations, diskGroupId, exists } = csv;
  const unknown = diskGroupId !== null && !groups.has(diskGroupId);
  return [
    refuseBytes(`${field}.sizeBytes`, sizeBytes, 1),
    refuseBytes(`${field}.otherBytes`, otherBytes),
    refuseCount(`${field}.registrations`, registrations, { min: 0, max: 1e9 }),
    !exists && otherBytes > 0
      ? say('contradictory', field, `${csv.name} does not exist yet, and holds ${otherBytes} bytes.`)
      : null,
    unknown
      ? say('unknown_reference', field, `${csv.name} is in disk group ${diskGroupId}, which is not among them.`)
      : null,
  ];
}

function refuseVm(vm: AdvisorVm, field: string, csvs: ReadonlyMap<string, AdvisorCsv>): (CapacityRefusal | null)[] {
  if (vm.disks.length === 0) return [say('empty', field, `${vm.name} has no disk.`)];
  const clusters = new Set(vm.disks.map((disk) => csvs.get(disk.csvId)?.clusterId));
  return [
    vm.iops === null ? null : refuseCount(`${field}.iops`, vm.iops, { min: 0, max: 1e9 }),
    ...vm.disks.map((disk, at) => refuseBytes(`${field}.disks[${at}].sizeBytes`, disk.sizeBytes)),
    ...vm.disks.map(({ csvId }) => {
      const csv = csvs.get(csvId);
      if (!csv)
        return say('unknown_reference', field, `${vm.name} has a disk on ${csvId}, which is not among the CSVs.`);
      return csv.exists
        ? null
        : say('contradictory', field, `${vm.name} has a disk on ${csv.name}, which does not exist yet.`);
    }),
    clusters.size > 1 ? say('contradictory', field, `${vm.name} has disks in two clusters.`) : null,
  ];
}

function refuseRule({ name, vmIds }: ApartRule, field: string, vms: ReadonlySet<string>): CapacityRefusal[] {
  const unknown = vmIds
    .filter((id) => !vms.has(id))
    .map((id) => say('unknown_reference', field, `'${name}' names ${id}, which is not among the VMs.`));
  const twiceNamed = new Set(vmIds).size !== vmIds.length;
  return twiceNamed ? [...unknown, say('contradictory', field, `'${name}' keeps a VM apart from itself.`)] : unknown;
}

function twice(field: string, objects: readonly { id: string }[]): CapacityRefusal | null {
  const ids = new Set<string>();
  const again = objects.find(({ id }) => ids.size === ids.add(id).size);
  return again ? say('duplicate', field, `${again.id} is listed twice.`) : null;
}

const say = (code: CapacityRefusal['code'], field: string, sentence: string): CapacityRefusal => ({
  code,
  field,
  sentence,
  remedy: 'Read the inventory again, and ask with what it holds.',
});
