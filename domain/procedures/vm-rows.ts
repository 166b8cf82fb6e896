import { formatBytes } from '#domain/fabric/bytes.ts';
import type { HostFact } from '#domain/fabric/facts.ts';
import type { LockKey, Params, ParamValue, PlanRow, Proof } from '#domain/plans/plan.ts';
import type { RowPlace } from './planned.ts';

/** A VM as its host is asked to define it. `diskIds` are the unique ids of `disks`, which may hold refs. */
export type VmDefinition = {
  key: string;
  name: string;
  hostname: string;
  cpus: number;
  memoryBytes: number;
  disks: ParamValue[];
  diskIds: string[];
};
/** Where it runs, and the locks of its rows. */
export type VmPlace = { host: HostFact; locks: LockKey[] };

/** A guest that boots with many others at once over a busy SAN takes its time. */
const BOOT_DEADLINE_MS = 600_000;

export function createVmRow(place: RowPlace, at: VmPlace, vm: VmDefinition): PlanRow {
  return {
    ...place,
    ...common(at),
    title: `Create VM ${vm.name} on ${at.host.name}`,
    operation: 'vm.create',
    params: createParams(vm),
    before: null,
    after: definitionText(vm),
    undo: {
      kind: 'operation',
      title: `Delete VM ${vm.name}`,
      operation: 'vm.delete',
      params: { key: vm.key },
      proof: isGone(vm),
    },
    proof: isDefined(vm),
  };
}

export function deleteVmRow(place: RowPlace, at: VmPlace, vm: VmDefinition): PlanRow {
  return {
    ...place,
    ...common(at),
    title: `Delete VM ${vm.name} from ${at.host.name}`,
    operation: 'vm.delete',
    params: { key: vm.key },
    before: definitionText(vm),
    after: 'gone; its disks are left alone',
    undo: {
      kind: 'operation',
      title: `Create VM ${vm.name} again on ${at.host.name}`,
      operation: 'vm.create',
      params: createParams(vm),
      proof: isDefined(vm),
    },
    proof: isGone(vm),
  };
}

export function startVmRow(place: RowPlace, at: VmPlace, vm: VmDefinition): PlanRow {
  return {
    ...place,
    ...common(at),
    title: `Start VM ${vm.name} and wait until the guest is ready`,
    operation: 'vm.start',
    params: { key: vm.key },
    before: 'stopped',
    after: `running, ready as ${vm.hostname}`,
    undo: {
      kind: 'operation',
      title: `Stop VM ${vm.name}`,
      operation: 'vm.stop',
      params: { key: vm.key },
      proof: isStopped(vm),
    },
    proof: {
      title: `VM ${vm.name} says it is ready as ${vm.hostname}`,
      read: 'vm',
      params: { key: vm.key },
      expect: [
        { path: ['state'], is: 'running' },
        { path: ['ready'], is: true },
        { path: ['hostname'], is: vm.hostname },
      ],
    },
    deadlineMs: BOOT_DEADLINE_MS,
  };
}

export function stopVmRow(place: RowPlace, at: VmPlace, vm: VmDefinition): PlanRow {
  return {
    ...place,
    ...common(at),
    title: `Stop VM ${vm.name} on ${at.host.name}`,
    operation: 'vm.stop',
    params: { key: vm.key },
    before: 'running',
    after: 'stopped',
    undo: {
      kind: 'operation',
      title: `Start VM ${vm.name} again`,
      operation: 'vm.start',
      params: { key: vm.key },
      proof: {
        title: `VM ${vm.name} is running`,
        read: 'vm',
        params: { key: vm.key },
        expect: [{ path: ['state'], is: 'running' }],
      },
    },
    proof: isStopped(vm),
    deadlineMs: BOOT_DEADLINE_MS,
  };
}

function common({ host, locks }: VmPlace) {
  return { agentId: host.agentId, system: host.system, locks, deadlineMs: 120_000 };
}

function createParams({ key, name, hostname, cpus, memoryBytes, disks }: VmDefinition): Params {
  return { key, name, hostname, cpus, memoryBytes, disks };
}

function definitionText({ cpus, memoryBytes, diskIds }: VmDefinition): string {
  return `${cpus} vCPU, ${formatBytes(memoryBytes)}, ${diskIds.length === 1 ? '1 disk' : `${diskIds.length} disks`}, stopped`;
}

function isDefined(vm: VmDefinition): Proof {
  return {
    title: `VM ${vm.name} is defined with its disks`,
    read: 'vm',
    params: { key: vm.key },
    expect: [
      { path: ['name'], is: vm.name },
      { path: ['cpus'], is: vm.cpus },
      { path: ['memoryBytes'], is: vm.memoryBytes },
      { path: ['disks'], members: vm.diskIds.map((uniqueId) => ({ uniqueId })) },
    ],
  };
}

function isStopped(vm: VmDefinition): Proof {
  return {
    title: `VM ${vm.name} is stopped`,
    read: 'vm',
    params: { key: vm.key },
    expect: [{ path: ['state'], is: 'stopped' }],
  };
}

function isGone(vm: VmDefinition): Proof {
  return { title: `VM ${vm.name} is gone`, read: 'vm', params: { key: vm.key }, expect: [{ found: false }] };
}
