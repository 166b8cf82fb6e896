import { setTimeout as wait } from 'node:timers/promises';
import { Failed } from '#agent/drivers/failed.ts';
import type { HostDriver } from '#agent/drivers/host-driver.ts';
import { Refused } from '#agent/drivers/refused.ts';
import type { OperationParams } from '#contract/agent/operation.ts';
import type { VmValue } from '#contract/agent/vms.ts';
import { grantedTo, sharedDiskValue } from './host-channels.ts';
import { moveStorage } from './host-move-storage.ts';
import { sharedDiskActs } from './host-shared-disks.ts';
import { existingVm, type HostWorld, openHostWorld, type SimVm, vmValue } from './host-world.ts';
import { keepRegistered } from './register-again.ts';
import { readOptions, SimHostOptions } from './sim-options.ts';
import { timeOf } from './stage.ts';

const guestVersion = 'Linux 6.1.0-18-amd64';

/** A simulated host; options: SimHostOptions. Its VMs run whether its agent does or not. */
export const createSimHost = async (options: unknown, stateDir: string, system: string): Promise<HostDriver> => {
  const world = openHostWorld(readOptions(SimHostOptions, options, system), stateDir, system);
  const stopRegistering = keepRegistered(world);
  return {
    kind: 'host',
    name: 'sim',
    createVm: (params) => createVm(world, params),
    startVm: ({ key }, signal) => startVm(world, key, signal),
    stopVm: ({ key }) => stopVm(world, key),
    deleteVm: ({ key }) => deleteVm(world, key),
    moveStorage: (params, signal) => moveStorage(world, params, signal),
    sharedDisks: sharedDiskActs(world),
    readVm: async (key) => {
      const vm = world.read(key);
      return vm ? vmValue(vm) : null;
    },
    inventory: async () => inventoryOf(world),
    revision: async () => world.revision(),
    close: async () => {
      stopRegistering();
      world.close();
    },
  };
};

const createVm = async (world: HostWorld, params: OperationParams<'vm.create'>): Promise<VmValue> => {
  const { pretend } = await world.stage.enter('create', params.name, world.options.latency.createMs);
  const disks = params.disks.map((disk) => ({ ...disk, sizeBytes: null }));
  const vm: SimVm = { ...params, disks, readyAtMs: null, ready: false, version: guestVersion };
  const found = world.read(params.key);
  if (found && !isSame(found, vm))
    throw new Refused('exists_different', `VM ${params.key} exists as ${found.name} and is something else.`);
  if (!found && !pretend) world.vms.put(vm.key, vm);
  return vmValue(found ?? vm);
};

const isSame = (a: SimVm, b: SimVm) => definitionOf(a) === definitionOf(b);
const definitionOf = ({ name, hostname, cpus, memoryBytes, disks }: SimVm) =>
  JSON.stringify([name, hostname, cpus, memoryBytes, disks.map(({ uniqueId }) => uniqueId)]);

const startVm = async (world: HostWorld, key: string, signal: AbortSignal): Promise<VmValue> => {
  const found = existingVm(world, key);
  if (found.ready) return vmValue(found);
  const { pretend } = await world.stage.enter('start', found.name, 0);
  const vm = existingVm(world, key);
  if (pretend) return vmValue({ ...vm, readyAtMs: Date.now(), ready: true });
  // A disk that is not masked to this host does not exist for it; a read-only one cannot carry a guest.
  for (const disk of vm.disks) grantedTo(world, disk);
  world.openSessions(vm);
  const { vmStartMs = 0 } = world.options.latency;
  const takesMs = timeOf('start', vm.name, vmStartMs, world.options.latency);
  world.vms.put(key, { ...vm, readyAtMs: vm.readyAtMs ?? Date.now() + takesMs });
  return vmValue(await untilReady(world, key, signal));
};

/** Waits for the READY line. A guest that stays silent until the deadline is stopped again: no half-started VM is left. */
const untilReady = async (world: HostWorld, key: string, signal: AbortSignal): Promise<SimVm> => {
  for (;;) {
    const vm = existingVm(world, key);
    if (vm.ready) return vm;
    const leftMs = Math.max(25, (vm.readyAtMs ?? 0) - Date.now());
    try {
      await wait(leftMs, undefined, { signal });
    } catch {
      halt(world, existingVm(world, key));
      throw new Failed(
        'not_ready',
        `${vm.name} said nothing before the deadline.`,
        'Look at its console and its boot disk.',
      );
    }
  }
};

const stopVm = async (world: HostWorld, key: string) => {
  const found = world.read(key);
  if (!found || found.readyAtMs === null) return;
  const { pretend } = await world.stage.enter('stop', found.name, world.options.latency.vmStopMs);
  if (!pretend) halt(world, existingVm(world, key));
};

const halt = (world: HostWorld, vm: SimVm) => {
  world.vms.put(vm.key, { ...vm, readyAtMs: null, ready: false });
  world.closeSessions(vm);
};

const deleteVm = async (world: HostWorld, key: string) => {
  const found = world.read(key);
  if (!found) return;
  const { pretend } = await world.stage.enter('delete', found.name, world.options.latency.deleteMs);
  const vm = existingVm(world, key);
  if (vm.readyAtMs !== null)
    throw new Refused('in_use', `VM ${vm.name} is running.`, 'Stop it first.', { usedBy: [vm.name] });
  if (!pretend) world.vms.remove(key);
};

const inventoryOf = (world: HostWorld) => {
  const { options, system } = world;
  const { fqdn, hypervisor, version, transport, initiators, channels, cpus, memoryBytes, hostGroup, cluster } = options;
  const name = options.name ?? system;
  const own = { fqdn, hypervisor, version, transport, initiators, channels, cpus, memoryBytes, hostGroup, cluster };
  const sharedDisks = world.sharedDisks.all().map((disk) => sharedDiskValue(world, disk));
  return { kind: 'host' as const, system, name, ...own, vms: world.all().map(vmValue), sharedDisks };
};
