import type { AdvisorCsv, AdvisorInput, AdvisorVm } from './advisor-input.ts';

/**
 * The inventory with positions for ids. A partition is a cluster and a class of policies: a VM may live on the CSVs of its
 * partition alone, so partitions are solved one by one and meet only in the IOPS of shared disk groups.
 */
export type AdvisorModel = {
  vms: readonly ModelVm[];
  csvs: readonly ModelCsv[];
  /** IOPS that each disk group gives; null = not known. */
  diskGroupIops: readonly (number | null)[];
  partitions: number;
};

export type ModelVm = {
  source: AdvisorVm;
  size: number;
  iops: number;
  partition: number;
  /** Positions of the rules that keep it apart from others. */
  rules: readonly number[];
  /** Where its disks are, one entry a CSV. */
  disks: readonly { csv: number; size: number }[];
  /** The CSV that holds all of it, or -1 when it is spread over several. */
  home: number;
  /** Stays where it is. */
  pinned: boolean;
};

export type ModelCsv = {
  source: AdvisorCsv;
  partition: number;
  /** Room for VM disks when the reserve is left free; below zero when other files are in it. */
  usable: number;
  diskGroup: number;
  /** Holds files of its own, so it stays whatever happens to its VMs. */
  holdsFiles: boolean;
};

/** `alsoPinned` = VMs for which no other place was found. */
export function advisorModel(input: AdvisorInput, alsoPinned: ReadonlySet<number> = new Set()): AdvisorModel {
  const numbers = new Map<string, number>();
  const partitionOf = (clusterId: string, { backupPolicy, drPolicy }: { backupPolicy: string; drPolicy: string }) => {
    const key = JSON.stringify([clusterId, backupPolicy, drPolicy]);
    if (!numbers.has(key)) numbers.set(key, numbers.size);
    return numbers.get(key) ?? -1;
  };
  const groupAt = new Map(input.diskGroups.map((group, at) => [group.id, at]));
  const csvAt = new Map(input.csvs.map((csv, at) => [csv.id, at]));
  const csvs = input.csvs.map((csv): ModelCsv => {
    const usable = Number((BigInt(csv.sizeBytes) * BigInt(100 - input.reservePercent)) / 100n) - csv.otherBytes;
    const diskGroup = csv.diskGroupId === null ? -1 : (groupAt.get(csv.diskGroupId) ?? -1);
    return {
      source: csv,
      partition: partitionOf(csv.clusterId, csv),
      usable,
      diskGroup,
      holdsFiles: csv.otherBytes > 0,
    };
  });
  const rules = rulesOfVms(input);
  const vms = input.vms.map((vm, at): ModelVm => {
    const disks = disksByCsv(vm, csvAt);
    const clusterId = csvs[disks[0]?.csv ?? -1]?.source.clusterId ?? '';
    return {
      source: vm,
      size: disks.reduce((sum, disk) => sum + disk.size, 0),
      iops: vm.iops ?? 0,
      partition: partitionOf(clusterId, vm),
      rules: rules.get(vm.id) ?? [],
      disks,
      home: disks.length === 1 ? (disks[0]?.csv ?? -1) : -1,
      pinned: !vm.movable || alsoPinned.has(at) || spansDiskGroups(disks, csvs),
    };
  });
  return { vms, csvs, diskGroupIops: input.diskGroups.map((group) => group.iops), partitions: numbers.size };
}

/** Disks on different spindles may be there for their speed: such a VM is left alone. */
function spansDiskGroups(disks: ModelVm['disks'], csvs: readonly ModelCsv[]): boolean {
  return new Set(disks.map((disk) => csvs[disk.csv]?.diskGroup)).size > 1;
}

function disksByCsv(vm: AdvisorVm, csvAt: ReadonlyMap<string, number>): ModelVm['disks'] {
  const sizes = new Map<number, number>();
  for (const { csvId, sizeBytes } of vm.disks) {
    const csv = csvAt.get(csvId) ?? -1;
    sizes.set(csv, (sizes.get(csv) ?? 0) + sizeBytes);
  }
  return [...sizes].map(([csv, size]) => ({ csv, size }));
}

function rulesOfVms({ apart }: AdvisorInput): Map<string, number[]> {
  const rules = new Map<string, number[]>();
  apart.forEach(({ vmIds }, rule) => {
    for (const id of vmIds) {
      const list = rules.get(id);
      if (list) list.push(rule);
      else rules.set(id, [rule]);
    }
  });
  return rules;
}
