import path from 'node:path';
import { z } from 'zod';
import { Refused } from '#agent/drivers/refused.ts';
import { VmDisk, type VmValue } from '#contract/agent/vms.ts';
import { type Fabric, openFabric, type Presented } from './fabric.ts';
import { openObjects } from './object-file.ts';
import type { SimHostOptions } from './sim-options.ts';
import { garbageVersion, openStage, reportsGarbage } from './stage.ts';

/** A VM as the simulated host remembers it. */
export const SimVm = z.object({
  key: z.string(),
  name: z.string(),
  hostname: z.string(),
  cpus: z.number().int(),
  memoryBytes: z.number().int(),
  /** `sizeBytes`: of its file on a LUN that holds several; null = it is the whole LUN. */
  disks: z.array(VmDisk.extend({ sizeBytes: z.number().int().nullable().default(null) })),
  /** When the guest says READY, in ms since 1970; null = stopped. */
  readyAtMs: z.number().nullable(),
  /** It has said it. */
  ready: z.boolean(),
  /** What the guest reports of itself once it is up. */
  version: z.string(),
});
export type SimVm = z.infer<typeof SimVm>;

/** A LUN that the simulated host shares. `downChannels`: those it cannot log in over, until it attaches again. */
export const SimSharedDisk = VmDisk.extend({ online: z.boolean(), downChannels: z.array(z.number().int()) });
export type SimSharedDisk = z.infer<typeof SimSharedDisk>;

export type HostWorld = ReturnType<typeof openHostWorld>;

/** The VMs and shared disks of one simulated host. It logs in with the first of its initiator names. */
export const openHostWorld = (options: SimHostOptions, stateDir: string, system: string) => {
  const vms = openObjects(path.join(stateDir, 'vms.jsonl'), SimVm);
  const sharedDisks = openObjects(path.join(stateDir, 'shared-disks.jsonl'), SimSharedDisk);
  const fabric = openFabric(options.fabricDir);
  const initiator = options.initiators[0] ?? '';

  /** A guest needs its boot disk to come up: without it its time passes and it stays silent. */
  const sayReadyWhenUp = (vm: SimVm): SimVm => {
    if (vm.ready || vm.readyAtMs === null || Date.now() < vm.readyAtMs || !canBoot(vm)) return vm;
    const up = { ...vm, ready: true };
    vms.put(vm.key, up);
    return up;
  };

  const canBoot = ({ disks: [boot] }: SimVm) => boot !== undefined && grantOf(boot.uniqueId)?.access === 'read-write';

  const grantOf = (uniqueId: string): Presented | null => fabric.see(initiator, uniqueId);

  const stage = openStage(stateDir, options.latency, options.faultsDir);
  const read = (key: string): SimVm | null => {
    const vm = vms.get(key);
    return vm ? sayReadyWhenUp(vm) : null;
  };

  const openSessions = (vm: SimVm) => {
    for (const { uniqueId } of vm.disks) fabric.openSession(initiator, uniqueId);
  };

  /** A disk that another running VM of this host uses stays open, and so does a shared one. */
  const closeSessions = (vm: Pick<SimVm, 'key' | 'disks'>) => {
    const others = vms.all().filter((other) => other.key !== vm.key && other.readyAtMs !== null);
    const used = new Set(others.flatMap((other) => other.disks.map((disk) => disk.uniqueId)));
    for (const { uniqueId } of vm.disks)
      if (!used.has(uniqueId) && !sharedDisks.get(uniqueId)) fabric.closeSession(initiator, uniqueId);
  };

  const revision = () => {
    for (const vm of vms.all()) sayReadyWhenUp(vm); // guests come up by themselves
    const shared = sharedDisks.all().map(({ uniqueId }) => uniqueId);
    return `${vms.changes()}.${sharedDisks.changes()}.${changesAround(fabric, initiator, shared)}`;
  };

  const all = () => vms.all().map(sayReadyWhenUp);
  const close = () => {
    for (const open of [vms, sharedDisks, stage, fabric]) open.close();
  };
  const parts = { system, options, initiator, vms, sharedDisks, fabric, stage };
  return { ...parts, read, grantOf, openSessions, closeSessions, revision, all, close };
};

/** Grows with what is done to these LUNs, by others too. */
const changesAround = (fabric: Fabric, initiator: string, uniqueIds: string[]): number => {
  const told = uniqueIds.map((uniqueId) => {
    const located = fabric.locate(initiator, uniqueId);
    return located ? fabric.registrations.changesOf(located.array, uniqueId) : 0;
  });
  return told.reduce((sum, one) => sum + one, uniqueIds.length > 0 ? fabric.sightChanges(initiator) : 0);
};

/** The VM, or a refusal that says it is not there. */
export const existingVm = (world: HostWorld, key: string): SimVm => {
  const vm = world.read(key);
  if (vm) return vm;
  throw new Refused('not_found', `${world.system} has no VM ${key}.`, 'Refresh the inventory of the host.');
};

export const vmValue = (vm: SimVm): VmValue => ({
  key: vm.key,
  name: vm.name,
  state: stateOf(vm),
  hostname: vm.ready ? vm.hostname : null,
  ready: vm.ready,
  cpus: vm.cpus,
  memoryBytes: vm.memoryBytes,
  disks: vm.disks.map(({ uniqueId, sizeBytes }) => ({ uniqueId, sizeBytes })),
  version: versionOf(vm),
});

const stateOf = ({ readyAtMs, ready }: SimVm) => {
  if (readyAtMs === null) return 'stopped';
  return ready ? 'running' : 'starting';
};

const versionOf = ({ name, ready, version }: SimVm) => {
  if (reportsGarbage(name)) return garbageVersion;
  return ready ? version : null;
};
