import { open } from 'node:fs/promises';
import { Refused } from '#agent/drivers/refused.ts';
import type { Mount } from '#contract/agent/disks.ts';
import type { Access } from '#contract/agent/masking.ts';
import type { OperationParams } from '#contract/agent/operation.ts';
import { grantedAccess } from './array-access.ts';
import { readMemory, writeMemory } from './disk-memory.ts';
import { criticalReasons, type DiskView, isOnline, noteVolume, viewDisk } from './disk-view.ts';
import { type LibraryContext, type OwnDisk, ownDisk } from './library-context.ts';
import { attachLoop, detachLoops } from './loop-device.ts';
import { firstVolume } from './master-boot-record.ts';
import { daemonFiles, startStorageDaemon, stopStorageDaemon } from './storage-daemon.ts';
import { mountVolume, unmountVolume, usersOf } from './volume-mounts.ts';

/** What Windows answers in this case, so that operators find it: StorageWMI 41009. */
async function checkCritical(own: OwnDisk, view: DiskView, call: 'offline' | 'online') {
  const usedBy = await criticalReasons(own, view);
  if (usedBy.length === 0) return;
  throw new Refused(
    'critical_disk',
    `Disk ${own.disk.uniqueId} is critical for ${usedBy.join(', ')}: the ${call} call is not supported on it (StorageWMI 41009).`,
    'Move what uses the disk elsewhere first.',
    { call, usedBy, nativeError: 'StorageWMI 41009' },
  );
}

async function checkUnused(own: OwnDisk, view: DiskView) {
  const usedBy = view.mountPaths.length > 0 ? await usersOf(view.mountPaths) : [];
  if (usedBy.length === 0) return;
  const sentence = `Programs use files on disk ${own.disk.uniqueId}: ${usedBy.slice(0, 5).join(', ')}.`;
  throw new Refused('in_use', sentence, 'End these programs first.', { usedBy });
}

async function remember(own: OwnDisk, online: boolean, mounts: Mount[]) {
  const memory = await readMemory(own.dir);
  writeMemory(own.dir, { volume: memory?.volume ?? null, online, mounts });
}

/** From the top down; whatever of it is there. */
async function takeDown(own: OwnDisk): Promise<void> {
  const view = await viewDisk(own);
  for (const folder of view.mountPaths.toReversed()) await unmountVolume(folder);
  await detachLoops(daemonFiles(own.dir).raw);
  await stopStorageDaemon(own.dir);
}

export async function offlineDisk(context: LibraryContext, params: OperationParams<'disk.offline'>): Promise<void> {
  const own = await ownDisk(context, params.uniqueId);
  const view = await viewDisk(own);
  await checkCritical(own, view, 'offline');
  await checkUnused(own, view);
  await noteVolume(own);
  const memory = await readMemory(own.dir);
  await remember(own, false, memory?.mounts ?? []);
  await takeDown(own);
}

async function readFirstSector(file: string): Promise<Buffer> {
  const handle = await open(file, 'r');
  const { buffer } = await handle.read(Buffer.alloc(512), 0, 512, 0).finally(() => handle.close());
  return buffer;
}

/** From the array up; whatever of it is missing. */
async function bringUp(context: LibraryContext, own: OwnDisk, readOnly: boolean, mounts: Mount[]): Promise<void> {
  const { options } = context;
  const { raw } = daemonFiles(own.dir);
  const before = await viewDisk(own);
  if (!before.daemon) await startStorageDaemon(own.disk, options.initiator, own.dir, readOnly);
  const loop = before.loop ?? (await attachLoop(raw, firstVolume(await readFirstSector(raw)), readOnly));
  const wanted = mounts.map((mount) => mount.path);
  for (const folder of before.mountPaths) if (!wanted.includes(folder)) await unmountVolume(folder);
  for (const folder of wanted) {
    if (before.mountPaths.includes(folder)) continue;
    await mountVolume(loop.device, options.sharePath, folder, options.fileSystem, readOnly);
  }
}

/** Can what is there be built upon: nothing, or an unbroken lower part, alive and of the access the array grants now? */
function isUsable(view: DiskView, access: Access): boolean {
  const { daemon, served, loop } = view;
  const readOnly = access === 'read-only';
  if (!daemon) return !served && !loop;
  return served && daemon.readOnly === readOnly && (loop === null || loop.readOnly === readOnly);
}

export async function onlineDisk(context: LibraryContext, params: OperationParams<'disk.online'>): Promise<void> {
  const own = await ownDisk(context, params.uniqueId);
  const view = await viewDisk(own);
  await checkCritical(own, view, 'online');
  const lettered = params.mounts.find((mount) => mount.driveLetter !== null);
  if (lettered) {
    throw new Refused('no_drive_letters', `Library server ${context.options.name} knows no drive letters.`);
  }
  const access = await grantedAccess(own.disk, context.options.initiator);
  if (access === null) {
    const sentence = `The array does not let library server ${context.options.name} log in to disk ${params.uniqueId}.`;
    throw new Refused('access_denied', sentence, 'Put the LUN into the masking set of this server.');
  }
  if (!isUsable(view, access)) await takeDown(own);
  try {
    await bringUp(context, own, access === 'read-only', params.mounts);
  } catch (error) {
    // A disk that was offline goes back there; one that was online keeps what it had.
    if (!isOnline(view)) await takeDown(own).catch(() => {});
    throw error;
  }
  await remember(own, true, params.mounts);
  await noteVolume(own);
}
