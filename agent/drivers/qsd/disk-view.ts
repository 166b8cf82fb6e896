import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { DiskValue } from '#contract/agent/disks.ts';
import { grantedAccess } from './array-access.ts';
import { readVolume } from './disk-manifest.ts';
import { readMemory, writeMemory } from './disk-memory.ts';
import type { LibraryContext, OwnDisk } from './library-context.ts';
import { findLoops, type LoopDevice } from './loop-device.ts';
import { daemonFiles, findDaemon, isServed, type RunningDaemon } from './storage-daemon.ts';
import { mountPathsOf } from './volume-mounts.ts';

/** What this machine's own tables say of a disk, from the array's side up. */
export type DiskView = { daemon: RunningDaemon | null; served: boolean; loop: LoopDevice | null; mountPaths: string[] };

export async function viewDisk({ dir }: OwnDisk): Promise<DiskView> {
  const [loop] = await findLoops(daemonFiles(dir).raw);
  return {
    daemon: findDaemon(dir),
    served: await isServed(dir),
    loop: loop ?? null,
    mountPaths: loop ? await mountPathsOf(loop.device) : [],
  };
}

export const isOnline = (view: DiskView) => view.daemon !== null && view.served && view.loop !== null;

/** Names, one per line of /proc/swaps after its title. */
export function swapFiles(text: string): string[] {
  return text
    .split('\n')
    .slice(1)
    .flatMap((line) => line.split(/\s+/)[0] || []);
}

/** Why the disk is critical: as the operator said, and if this server pages to it or runs from it. */
export async function criticalReasons(own: OwnDisk, view: DiskView): Promise<string[]> {
  const reasons = [...own.disk.criticalFor];
  const swaps = swapFiles(await readFile('/proc/swaps', 'utf8').catch(() => ''));
  const isOnDisk = (file: string) =>
    file === view.loop?.device || view.mountPaths.some((folder) => file.startsWith(`${folder}${path.sep}`));
  if (swaps.some(isOnDisk)) reasons.push('page');
  if (view.mountPaths.includes('/')) reasons.push('boot');
  return reasons;
}

/** An offline disk is asked for at the array; when it does not answer or grants nothing, nothing can be written either. */
async function isReadOnly(context: LibraryContext, own: OwnDisk, view: DiskView): Promise<boolean> {
  if (view.loop) return view.loop.readOnly;
  const access = await grantedAccess(own.disk, context.options.initiator).catch(() => null);
  return access === 'read-only';
}

export async function diskValue(context: LibraryContext, own: OwnDisk): Promise<DiskValue> {
  const view = await viewDisk(own);
  return {
    uniqueId: own.disk.uniqueId,
    number: view.loop?.number ?? null,
    online: isOnline(view),
    readOnly: await isReadOnly(context, own, view),
    mounts: view.mountPaths.map((folder) => ({ path: folder, driveLetter: null })),
    criticalFor: await criticalReasons(own, view),
  };
}

/** Looks at the mounted volume and remembers what it holds. An offline disk tells nothing new. */
export async function noteVolume(own: OwnDisk): Promise<void> {
  const view = await viewDisk(own);
  const [folder] = view.mountPaths;
  const memory = await readMemory(own.dir);
  if (!folder || !memory || !isOnline(view)) return;
  const { size } = await stat(daemonFiles(own.dir).raw);
  const volume = await readVolume(folder, size);
  if (JSON.stringify(volume) !== JSON.stringify(memory.volume)) writeMemory(own.dir, { ...memory, volume });
}
