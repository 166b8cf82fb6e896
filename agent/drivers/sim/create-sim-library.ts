import type { LibraryDriver } from '#agent/drivers/library-driver.ts';
import { Refused } from '#agent/drivers/refused.ts';
import { type LibraryWorld, openLibraryWorld, type VisibleDisk } from './library-world.ts';
import { readOptions, SimLibraryOptions } from './sim-options.ts';
import { garbageVersion, reportsGarbage } from './stage.ts';

/** A simulated library server; options: SimLibraryOptions. It sees the LUNs that arrays of its fabric present to it. */
export const createSimLibrary = async (options: unknown, stateDir: string, system: string): Promise<LibraryDriver> => {
  const world = openLibraryWorld(readOptions(SimLibraryOptions, options, system), stateDir, system);
  return {
    kind: 'library',
    name: 'sim',
    offlineDisk: ({ uniqueId }) => offline(world, uniqueId),
    onlineDisk: ({ uniqueId, mounts }) => online(world, uniqueId, mounts),
    probeWrite: ({ uniqueId }) => probe(world, uniqueId),
    readDisk: async (uniqueId) => world.see(uniqueId)?.value ?? null,
    inventory: async () => inventoryOf(world),
    revision: async () => world.revision(),
    close: async () => world.close(),
  };
};

const offline = async (world: LibraryWorld, uniqueId: string) => {
  const known = world.disks.get(uniqueId);
  if (known && !known.online) return;
  const { presented } = visible(world, uniqueId);
  const { pretend } = await world.stage.enter('offline', presented.name, world.options.latency.diskMs);
  const disk = visible(world, uniqueId);
  refuseCritical(disk, 'offline');
  if (!disk.value.online || pretend) return;
  world.save(uniqueId, { online: false, mounts: [] });
  world.fabric.closeSession(world.initiator, uniqueId);
};

const online = async (world: LibraryWorld, uniqueId: string, mounts: VisibleDisk['value']['mounts']) => {
  const { presented } = granted(world, uniqueId);
  const { pretend } = await world.stage.enter('online', presented.name, world.options.latency.diskMs);
  const disk = granted(world, uniqueId);
  if (disk.value.online && JSON.stringify(disk.value.mounts) === JSON.stringify(mounts)) return;
  refuseCritical(disk, 'online');
  const elsewhere = world.fabric
    .sessionsNow()(uniqueId)
    .filter((initiator) => initiator !== world.initiator);
  if (elsewhere.length > 0)
    throw new Refused(
      'mounted_elsewhere',
      `${disk.presented.name} is open to ${elsewhere.join(', ')}.`,
      'Take it offline there first.',
      { usedBy: elsewhere },
    );
  if (pretend) return;
  world.fabric.openSession(world.initiator, uniqueId);
  world.save(uniqueId, { online: true, mounts });
};

/** As a write of the bytes just read would end on the wire; nothing changes either way. */
const probe = async (world: LibraryWorld, uniqueId: string) => {
  const { name } = granted(world, uniqueId).presented;
  const { pretend } = await world.stage.enter('probe', name, world.options.latency.diskMs);
  const readOnly = granted(world, uniqueId).presented.access === 'read-only';
  return readOnly || pretend
    ? { write: 'denied' as const, sense: '07/2700' }
    : { write: 'allowed' as const, sense: null };
};

const visible = (world: LibraryWorld, uniqueId: string): VisibleDisk => {
  const disk = world.see(uniqueId);
  if (disk) return disk;
  throw new Refused('not_found', `${world.system} sees no disk ${uniqueId}.`, 'Present the LUN to the library server.');
};

const granted = (world: LibraryWorld, uniqueId: string): VisibleDisk => {
  const disk = world.see(uniqueId);
  if (disk) return disk;
  throw new Refused(
    'access_denied',
    `No array grants ${uniqueId} to ${world.initiator}.`,
    'Add the LUN to a masking set of the library server.',
  );
};

/** StorageWMI 41009: "Operation not supported on a critical disk". */
const refuseCritical = ({ value, presented }: VisibleDisk, call: 'offline' | 'online') => {
  if (value.criticalFor.length === 0) return;
  throw new Refused(
    'critical_disk',
    `41009: ${presented.name} is a critical disk (${value.criticalFor.join(', ')}); the ${call} call was refused.`,
    'Free the disk from what uses it.',
    { call, usedBy: value.criticalFor },
  );
};

const inventoryOf = (world: LibraryWorld) => {
  const { options, system } = world;
  const disks = world.all();
  return {
    kind: 'library' as const,
    system,
    name: options.name ?? system,
    fqdn: options.fqdn,
    version: disks.some(({ presented }) => reportsGarbage(presented.name)) ? garbageVersion : options.version,
    transport: options.transport,
    initiators: options.initiators,
    shares: options.shares,
    virtualDisks: options.virtualDisks,
    disks: disks.map(({ value }) => value),
  };
};
