import { addressOf } from './array-sight.ts';
import type { ArrayWorld } from './array-world.ts';
import { demoArrays } from './demo-arrays.ts';
import { demoGoldens } from './demo-goldens.ts';
import { mountPathOf } from './demo-libraries.ts';
import { bootLunOf, demoLuns, demoMaskingSets, demoPlacements, demoUniqueId } from './demo-luns.ts';
import type { HostWorld, SimVm } from './host-world.ts';
import type { LibraryWorld } from './library-world.ts';

// Each fills what is missing and leaves what is there, so that a seed that was cut off can be run again.

export const fillArray = ({ system, options, luns, sets, saveLun }: ArrayWorld) => {
  for (const set of demoMaskingSets(options)) if (!sets.get(set.key)) sets.put(set.key, set);
  for (const { array, lun } of demoLuns) if (array === system && !luns.get(lun.uniqueId)) saveLun(lun);
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

/** Every VM of this host, up unless it is one of the stopped. The arrays must have been filled. */
export const fillHost = ({ system, vms, openSessions }: HostWorld) => {
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
  const array = demoArrays.find((one) => one.system === golden?.array);
  if (!golden || !array) throw new Error(`The demo has no golden LUN ${fleet.golden} with an array.`);
  const uniqueId = demoUniqueId(bootLunOf(name));
  const address = addressOf({ transport: array.transport, portal: array.portal }, array.system, uniqueId);
  const { cpus, memoryBytes } = golden.template;
  return {
    ...{ key: demoVmKey(name), name, hostname: name, cpus, memoryBytes, version: fleet.version },
    disks: [{ uniqueId, ...address, sizeBytes: null }],
    readyAtMs: up ? 0 : null,
    ready: up,
  };
};
