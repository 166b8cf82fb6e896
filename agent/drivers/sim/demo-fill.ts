import { addressOf } from './array-sight.ts';
import type { ArrayWorld } from './array-world.ts';
import { demoArrays } from './demo-arrays.ts';
import { demoDataDisks } from './demo-csv-guests.ts';
import { demoGoldens } from './demo-goldens.ts';
import { mountPathOf } from './demo-libraries.ts';
import { bootLunOf, demoLuns, demoMaskingSets, demoPlacements, demoUniqueId } from './demo-luns.ts';
import { fillRegistrations, fillSharedDisks } from './demo-registrations.ts';
import type { HostWorld, SimVm } from './host-world.ts';
import type { LibraryWorld } from './library-world.ts';

// Each fills what is missing and leaves what is there, so that a seed that was cut off can be run again.

export const fillArray = (world: ArrayWorld) => {
  const { system, options, luns, sets, saveLun } = world;
  for (const set of demoMaskingSets(options)) if (!sets.get(set.key)) sets.put(set.key, set);
  for (const { array, lun } of demoLuns) if (array === system && !luns.get(lun.uniqueId)) saveLun(lun);
  fillRegistrations(world);
};

/** Every golden LUN of this library server online and mounted. Its array must have been filled. */
export const fillLibrary = ({ system, disks, fabric, initiator }: LibraryWorld) => {
  const own = demoGoldens.filter(({ library }) => library === system);
  for (const [at, { name, mountedAt, criticalFor = [] }] of own.entries()) {
    const uniqueId = demoUniqueId(name);
    if (disks.get(uniqueId)) continue;
    const mounts = [{ path: mountedAt ?? mountPathOf(name), driveLetter: null }];
    disks.put(uniqueId, { uniqueId, number: at + 1, online: true, mounts, criticalFor });
    fabric.openSession(initiator, uniqueId);
  }
};

/** Every CSV of this host's cluster attached, every VM of it up unless it is one of the stopped. The arrays must have been filled. */
export const fillHost = (world: HostWorld) => {
  const { system, vms, openSessions } = world;
  fillSharedDisks(world);
  for (const { name, fleet, host } of demoPlacements) {
    if (host !== system || vms.get(demoVmKey(name))) continue;
    const vm = vmOf(name, fleet, !fleet.stopped.includes(name));
    vms.put(vm.key, vm);
    if (vm.ready) openSessions(vm);
  }
};

const demoVmKey = (name: string) => demoUniqueId(`vm ${name}`);

const vmOf = (name: string, fleet: (typeof demoPlacements)[number]['fleet'], up: boolean): SimVm => {
  const golden = demoGoldens.find((one) => one.name === fleet.golden);
  if (!golden) throw new Error(`The demo has no golden LUN ${fleet.golden}.`);
  const { cpus, memoryBytes } = golden.template;
  const data = demoDataDisks.filter(({ vm }) => vm === name);
  return {
    ...{ key: demoVmKey(name), name, hostname: name, cpus, memoryBytes, version: fleet.version },
    disks: [diskOn(bootLunOf(name), null), ...data.map(({ csv, sizeBytes }) => diskOn(csv, sizeBytes))],
    readyAtMs: up ? 0 : null,
    ready: up,
  };
};

const diskOn = (lun: string, sizeBytes: number | null): SimVm['disks'][number] => {
  const uniqueId = demoUniqueId(lun);
  const placed = demoLuns.find((one) => one.lun.uniqueId === uniqueId);
  const array = demoArrays.find(({ system }) => system === placed?.array);
  if (!array) throw new Error(`The demo has no LUN ${lun} on an array.`);
  return { uniqueId, ...addressOf(array, array.system, uniqueId), sizeBytes };
};
