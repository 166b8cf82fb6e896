import path from 'node:path';
import { vmDir, vmFiles } from '#agent/drivers/qemu/vm-definition.ts';
import { daemonFiles } from '#agent/drivers/qsd/storage-daemon.ts';
import type { ArrayInventory, HostInventory, LibraryInventory, SystemInventory } from '#contract/agent/inventory.ts';
import type { ArrayRoom } from './array-room.ts';
import type { SeenParts } from './seen-parts.ts';

/** Where the driver of a system keeps its state. */
type StateDirOf = (system: string) => string;

/** What `lookAtParts` shows when these inventories are true and nothing else is there. */
export function expectedParts(room: ArrayRoom, stateDirOf: StateDirOf, systems: readonly SystemInventory[]): SeenParts {
  const parts = systems.map((system) => {
    if (system.kind === 'array') return ofArray(room, system);
    return system.kind === 'library'
      ? ofLibrary(stateDirOf(system.system), system)
      : ofHost(stateDirOf(system.system), system);
  });
  return {
    files: parts.flatMap(({ files = [] }) => files).sort(),
    targets: parts.flatMap(({ targets = [] }) => targets).sort((a, b) => (a.iqn < b.iqn ? -1 : 1)),
    mounts: parts.flatMap(({ mounts = [] }) => mounts).sort(),
    loops: parts.flatMap(({ loops = [] }) => loops).sort(),
    programs: parts.flatMap(({ programs = [] }) => programs).sort(),
  };
}

/** Beside its LUNs: the pool itself, tgtd, and the target that marks that tgtd was told everything. */
function ofArray(room: ArrayRoom, { luns, maskingSets }: ArrayInventory): Partial<SeenParts> {
  const initiatorsOf = new Map(maskingSets.map(({ key, initiators }) => [key, initiators]));
  const marker = { iqn: `${room.options.iqnPrefix}:applied`, file: null, access: null, initiators: [] };
  const targets = luns.map(({ uniqueId, targetIqn, masking }) => {
    const [access] = Object.values(masking);
    return {
      iqn: String(targetIqn),
      file: `${uniqueId}.lun`,
      access: access ? shortly(access === 'read-only') : null,
      initiators: Object.keys(masking)
        .flatMap((key) => initiatorsOf.get(key) ?? [])
        .sort(),
    };
  });
  return {
    files: luns.map(({ uniqueId, sizeBytes }) => `${uniqueId}.lun ${sizeBytes}`),
    targets: [marker, ...targets],
    mounts: [`rw ${path.dirname(room.poolDir)}`],
    loops: [`rw ${path.join(room.dir, 'pool.xfs')}`],
    programs: [`tgtd ${path.join(room.dir, 'tgtd.pid')}`],
  };
}

/** Of a disk that is online: a storage daemon, its raw view, a loop device over that, and the volume's mounts. */
function ofLibrary(stateDir: string, { disks }: LibraryInventory): Partial<SeenParts> {
  const online = disks
    .filter((disk) => disk.online)
    .map((disk) => ({ ...disk, files: daemonFiles(path.join(stateDir, 'disks', disk.uniqueId)) }));
  return {
    mounts: online.flatMap(({ readOnly, mounts, files }) => [
      `fuse ${files.raw}`,
      ...mounts.map((mount) => `${shortly(readOnly)} ${mount.path}`),
    ]),
    loops: online.map(({ readOnly, files }) => `${shortly(readOnly)} ${files.raw}`),
    programs: online.map(({ readOnly, files }) => `qemu-storage-daemon ${shortly(readOnly)} ${files.pid}`),
  };
}

function ofHost(stateDir: string, { vms }: HostInventory): Partial<SeenParts> {
  const running = vms.filter(({ state }) => state !== 'stopped');
  return { programs: running.map(({ key }) => `qemu-system-x86_64 ${vmFiles(vmDir(stateDir, key)).pid}`) };
}

const shortly = (readOnly: boolean): 'ro' | 'rw' => (readOnly ? 'ro' : 'rw');
