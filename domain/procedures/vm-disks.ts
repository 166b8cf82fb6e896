import type { ArrayFact, CloneFact, LunFact, MaskingSetFact, VmFact } from '#domain/fabric/facts.ts';

/** What is known around the disks of VMs. */
export type VmDiskFacts = {
  /** LUNs with the unique id of one of the disks, the arrays they are on and the masking sets they are in. */
  luns: LunFact[];
  arrays: ArrayFact[];
  maskingSets: MaskingSetFact[];
  /** Clones of these LUNs, quarantined or not. */
  clones: CloneFact[];
  /** Every VM that has one of these disks, the VMs themselves included. */
  users: { uniqueId: string; vmId: string; vm: string }[];
};

export type VmDisk = {
  uniqueId: string;
  /** With its array; several = the same id on several arrays, none = no array reports it. */
  found: { lun: LunFact; array: ArrayFact }[];
  clones: CloneFact[];
  /** Names of other VMs with this disk. */
  otherUsers: string[];
};

/** Looks disks up in constant time each: a plan may delete a thousand VMs. */
export function vmDisksOf(facts: VmDiskFacts): (vm: VmFact) => VmDisk[] {
  const arrays = new Map(facts.arrays.map((array) => [array.id, array]));
  const luns = groupBy(facts.luns, (lun) => lun.uniqueId);
  const clones = groupBy(facts.clones, (clone) => clone.parentUniqueId);
  const users = groupBy(facts.users, (user) => user.uniqueId);
  const diskOf = (vm: VmFact, uniqueId: string): VmDisk => {
    const found = (luns.get(uniqueId.toLowerCase()) ?? []).flatMap((lun) => {
      const array = arrays.get(lun.arrayId);
      return array ? [{ lun, array }] : [];
    });
    const on = new Set(found.map(({ array }) => array.id));
    return {
      uniqueId,
      found,
      clones: (clones.get(uniqueId.toLowerCase()) ?? []).filter((clone) => on.has(clone.arrayId)),
      otherUsers: (users.get(uniqueId.toLowerCase()) ?? [])
        .filter((user) => user.vmId !== vm.id)
        .map((user) => user.vm),
    };
  };
  return (vm) => [...new Set(vm.diskUniqueIds)].map((uniqueId) => diskOf(vm, uniqueId));
}

/** What becomes of a disk when its VM is deleted. */
export type DiskFate = 'quarantine' | 'in-quarantine' | 'golden' | 'csv' | 'shared';

export function fateOf(lun: LunFact, otherUsers: readonly string[]): DiskFate {
  if (lun.kind === 'golden') return 'golden';
  if (lun.kind === 'csv') return 'csv';
  if (otherUsers.length > 0) return 'shared';
  return lun.quarantinedUntil === null ? 'quarantine' : 'in-quarantine';
}

function groupBy<T>(members: readonly T[], key: (member: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const member of members) {
    const group = groups.get(key(member).toLowerCase());
    if (group) group.push(member);
    else groups.set(key(member).toLowerCase(), [member]);
  }
  return groups;
}
