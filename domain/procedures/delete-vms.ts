import type { HostFact, LunFact, MaskingSetFact, VmFact } from '#domain/fabric/facts.ts';
import { counted } from '#domain/fabric/name-list.ts';
import { isRefused } from '#domain/plans/check.ts';
import { exclusiveLock, sharedLock } from '#domain/plans/locks.ts';
import type { Change, Effect, ObjectRef, ParamValue, Planned, PlanRow } from '#domain/plans/plan.ts';
import { type DeleteTask, deleteChecks } from './delete-checks.ts';
import { quarantineLunRow } from './lun-rows.ts';
import { unpresentLunRow } from './masking-rows.ts';
import { planOf, refusedPlan } from './planned.ts';
import { byText, significantArray, significantHost, significantLun } from './significant.ts';
import { fateOf, type VmDisk, type VmDiskFacts, vmDisksOf } from './vm-disks.ts';
import { deleteVmRow, stopVmRow, type VmDefinition, type VmPlace } from './vm-rows.ts';

export type DeleteVmsInput = { vmIds: string[] };
export type DeleteVmsFacts = VmDiskFacts & {
  vms: VmFact[];
  /** The hosts these VMs are on. */
  hosts: HostFact[];
  /** RFC 3339 in UTC: now and the days of quarantine. */
  quarantineUntil: string;
};

/** Stops and deletes VMs; the LUNs that were theirs alone are masked from everyone and kept until the quarantine ends. */
export function planDeleteVms(_input: DeleteVmsInput, facts: DeleteVmsFacts): Planned {
  const tasks = deleteTasks(facts);
  const checks = deleteChecks(tasks);
  const title = `Delete ${tasks.length === 1 ? `VM ${tasks[0]?.vm.name}` : counted(tasks.length, 'VM')}`;
  if (isRefused(checks)) return refusedPlan(title, checks);
  const setName = setNames(facts.maskingSets);
  return planOf({
    title,
    items: tasks.map(({ item, vm }) => ({
      key: item,
      title: vm.name,
      object: { kind: 'vm', id: vm.id, name: vm.name },
    })),
    rows: tasks.flatMap((task) => deleteRows(task, facts.quarantineUntil, setName)),
    checks,
    effects: deleteEffects(tasks),
    changes: tasks.flatMap((task) => deleteChanges(task, facts.quarantineUntil)),
    touches: touchesOf(tasks),
  });
}

function deleteTasks(facts: DeleteVmsFacts): DeleteTask[] {
  const disksOf = vmDisksOf(facts);
  const hosts = new Map(facts.hosts.map((host) => [host.id, host]));
  return facts.vms.map((vm, index) => {
    const host = hosts.get(vm.hostId);
    if (!host) throw new Error(`The host of VM ${vm.name} is not among the facts`);
    return { item: `vm-${index + 1}`, vm, host, disks: disksOf(vm) };
  });
}

function deleteRows(task: DeleteTask, until: string, setName: SetNames): PlanRow[] {
  const { item, vm, host } = task;
  const at: VmPlace = { host, locks: [sharedLock('host', host.id), exclusiveLock('vm', vm.id)] };
  const definition = definitionOf(task);
  const rows: PlanRow[] = [];
  if (vm.state !== 'stopped') rows.push(stopVmRow({ key: `${item}.stop`, item, needs: [] }, at, definition));
  const remove = deleteVmRow({ key: `${item}.delete`, item, needs: rows.map((row) => row.key) }, at, definition);
  rows.push(remove);
  putAway(task).forEach((disk, index) => {
    rows.push(...putAwayRows(`${item}.disk-${index + 1}`, item, remove.key, disk, until, setName));
  });
  return rows;
}

/** Out of every masking set, then into quarantine, which refuses what is still presented. */
function putAwayRows(
  prefix: string,
  item: string,
  after: string,
  disk: Located,
  until: string,
  setName: SetNames,
): PlanRow[] {
  const { lun, array } = disk;
  const removes = Object.entries(lun.masking).map(([key, access], index) => {
    const set = { key, name: setName(array.id, key) };
    const of = { array, lun, set, access, locks: [exclusiveLock('lun', lun.id)] };
    return unpresentLunRow({ key: `${prefix}.unmask-${index + 1}`, item, needs: [after] }, of);
  });
  const needs = removes.length > 0 ? removes.map((row) => row.key) : [after];
  return [...removes, quarantineLunRow({ key: `${prefix}.quarantine`, item, needs }, array, lun, until)];
}

type Located = VmDisk['found'][number];

function putAway({ disks }: DeleteTask): Located[] {
  return disks.flatMap(({ found, otherUsers }) => found.filter(({ lun }) => fateOf(lun, otherUsers) === 'quarantine'));
}

/** As it is now, so that an undo makes the same VM again. */
function definitionOf({ vm, disks }: DeleteTask): VmDefinition {
  const { key, name, cpus, memoryBytes } = vm;
  const luns = disks.flatMap(({ found }) => found.map(({ lun }) => lun));
  const hostname = (vm.hostname ?? name).slice(0, 63);
  return {
    key,
    name,
    hostname,
    cpus,
    memoryBytes,
    disks: luns.map(attachment),
    diskIds: luns.map((lun) => lun.uniqueId),
  };
}

function attachment({ uniqueId, targetIqn, portal, lunNumber }: LunFact): ParamValue {
  return { uniqueId, targetIqn, portal, lunNumber };
}

type SetNames = (arrayId: string, key: string) => string;

function setNames(sets: readonly MaskingSetFact[]): SetNames {
  const names = new Map(sets.map((set) => [`${set.arrayId} ${set.key}`, set.name]));
  return (arrayId, key) => names.get(`${arrayId} ${key}`) ?? key;
}

function deleteEffects(tasks: readonly DeleteTask[]): Effect[] {
  const luns = tasks.flatMap(putAway);
  const bytes = luns.reduce((sum, { lun }) => sum + (lun.usedBytes ?? 0), 0);
  const scope = tasks.length === 1 ? (tasks[0]?.host.name ?? null) : null;
  return [
    { key: 'vms', label: 'VMs deleted', unit: 'VMs', before: tasks.length, after: 0, limit: null, scope },
    {
      key: 'quarantined',
      label: 'LUNs put in quarantine',
      unit: 'LUNs',
      before: 0,
      after: luns.length,
      limit: null,
      scope: null,
    },
    {
      key: 'held',
      label: 'Held until the quarantine ends',
      unit: 'bytes',
      before: null,
      after: bytes,
      limit: null,
      scope: null,
    },
  ];
}

function deleteChanges(task: DeleteTask, until: string): Change[] {
  const { vm, host } = task;
  const object: ObjectRef = { kind: 'vm', id: vm.id, name: vm.name };
  const gone: Change = { object, field: 'VM', before: `${vm.state} on ${host.name}`, after: null };
  const disks = putAway(task).map(({ lun }): Change => {
    const after = `in quarantine until ${until.slice(0, 10)}`;
    return { object: { kind: 'lun', id: lun.id, name: lun.name }, field: 'LUN', before: 'in use', after };
  });
  return [gone, ...disks];
}

function touchesOf(tasks: readonly DeleteTask[]): ObjectRef[] {
  const hosts = new Map(tasks.map(({ host }) => [host.id, host]));
  return [
    ...tasks.map(({ vm }): ObjectRef => ({ kind: 'vm', id: vm.id, name: vm.name })),
    ...[...hosts.values()].map((host): ObjectRef => ({ kind: 'host', id: host.id, name: host.name })),
    ...tasks.flatMap(putAway).map(({ lun }): ObjectRef => ({ kind: 'lun', id: lun.id, name: lun.name })),
  ];
}

/** What the plan stands on. */
export function significantDeleteVms({ vms, hosts, luns, arrays, clones, users }: DeleteVmsFacts) {
  return {
    vms: vms.map((vm) => ({ ...vm })).sort(byText),
    hosts: hosts.map(significantHost).sort(byText),
    luns: luns.map(significantLun).sort(byText),
    arrays: arrays.map(significantArray).sort(byText),
    clones: [...clones].sort(byText),
    users: [...users].sort(byText),
  };
}
