import type { CapacityRefusal } from './outcome.ts';
import { MAX_COUNT, refuseCount } from './whole-number.ts';

/** A VM, or a workload of VMs that stay together. `iops` from a measurement; null = unmeasured, never a guess. */
export type PlannedVm = { id: string; backupPolicy: string; drPolicy: string; iops: number | null };

/** VMs that must be on different CSVs, because one CSV's loss must not take them all: cluster nodes, a balanced farm. */
export type ApartRule = { name: string; vmIds: readonly string[] };

export type CsvCountInput = {
  vms: readonly PlannedVm[];
  apart: readonly ApartRule[];
  /** What one disk group gives at the VMs' mix, e.g. from `diskGroup`; null = not known. */
  diskGroupIops: number | null;
};

/** Every contradiction and every figure that cannot be counted with. */
export function refuseCsvCount({ vms, apart, diskGroupIops }: CsvCountInput): CapacityRefusal[] {
  const refusals: CapacityRefusal[] = [];
  if (vms.length === 0) refusals.push(say('empty', 'vms', 'There are no VMs to plan for.', 'Name at least one VM.'));
  if (vms.length > MAX_COUNT) return [say('too_large', 'vms', 'Too many VMs.', `Plan for at most ${MAX_COUNT}.`)];
  if (diskGroupIops !== null)
    refusals.push(...[refuseCount('diskGroupIops', diskGroupIops, { max: 1e9 })].filter((r) => r !== null));
  const seen = new Map<string, PlannedVm>();
  vms.forEach((vm, at) => {
    const before = seen.get(vm.id);
    if (before) refusals.push(twice(at, before, vm));
    seen.set(vm.id, vm);
    refusals.push(...refuseIops(vm, at, diskGroupIops));
  });
  apart.forEach((rule, at) => {
    refusals.push(...refuseRule(rule, at, seen));
  });
  return refusals;
}

function twice(at: number, before: PlannedVm, vm: PlannedVm): CapacityRefusal {
  const agree = before.backupPolicy === vm.backupPolicy && before.drPolicy === vm.drPolicy;
  if (agree) return say('duplicate', `vms[${at}]`, `${vm.id} is listed twice.`, 'List each VM once.');
  const policies = `'${before.backupPolicy}' × '${before.drPolicy}' and '${vm.backupPolicy}' × '${vm.drPolicy}'`;
  const sentence = `${vm.id} has two policies: ${policies}. A VM lives in one class.`;
  return say('contradictory', `vms[${at}]`, sentence, 'Give it one backup policy and one DR policy.');
}

function refuseIops({ id, iops }: PlannedVm, at: number, diskGroupIops: number | null): CapacityRefusal[] {
  if (iops === null) return [];
  const field = `vms[${at}].iops`;
  const refusal = refuseCount(field, iops, { min: 0, max: 1e9 });
  if (refusal) return [refusal];
  if (diskGroupIops === null || iops <= diskGroupIops) return [];
  const sentence = `${id} alone needs ${iops} IOPS, and a disk group gives ${diskGroupIops}.`;
  return [say('out_of_range', field, sentence, 'Give the disk group more spindles, or take the VM out of this plan.')];
}

function refuseRule({ name, vmIds }: ApartRule, at: number, known: ReadonlyMap<string, unknown>): CapacityRefusal[] {
  const field = `apart[${at}]`;
  const unknown = vmIds.filter((id) => !known.has(id));
  const refusals = unknown.map((id) =>
    say('unknown_reference', field, `'${name}' names ${id}, which is not among the VMs.`, 'Name VMs of this plan.'),
  );
  if (new Set(vmIds).size !== vmIds.length)
    refusals.push(
      say('contradictory', field, `'${name}' keeps a VM apart from itself.`, 'Name each VM once in a rule.'),
    );
  return refusals;
}

function say(code: CapacityRefusal['code'], field: string, sentence: string, remedy: string): CapacityRefusal {
  return { code, field, sentence, remedy };
}
