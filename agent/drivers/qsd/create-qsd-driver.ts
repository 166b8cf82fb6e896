import { mkdir } from 'node:fs/promises';
import { z } from 'zod';
import type { LibraryDriver } from '#agent/drivers/library-driver.ts';
import { createRevisionNumber } from '#agent/drivers/revision-number.ts';
import { run } from '#agent/exec/run.ts';
import type { LibraryInventory } from '#contract/agent/inventory.ts';
import { probeWrite } from './array-access.ts';
import { offlineDisk, onlineDisk } from './disk-acts.ts';
import { readMemory, writeMemory } from './disk-memory.ts';
import { diskValue, isOnline, noteVolume, viewDisk } from './disk-view.ts';
import { findDisk, type LibraryContext, type OwnDisk, ownDisk } from './library-context.ts';
import { QsdOptions } from './qsd-options.ts';
import { createVolumeLooks, type VolumeLooks } from './volume-looks.ts';

const shareKey = 'library';

function checkOptions(options: unknown): QsdOptions {
  const checked = QsdOptions.safeParse(options);
  if (checked.success) return checked.data;
  throw new Error(`options of a qsd library server: ${z.prettifyError(checked.error)}`);
}

async function daemonVersion(): Promise<string> {
  const argv = ['qemu-storage-daemon', '--version'] as const;
  const { stdout } = await run([...argv], { deadlineMs: 10_000 }).catch(() => ({ stdout: '' }));
  return /version (\S+)/.exec(stdout)?.[1] ?? 'unknown';
}

async function ownDisks(context: LibraryContext): Promise<OwnDisk[]> {
  return Promise.all(context.options.disks.map((disk) => ownDisk(context, disk.uniqueId)));
}

/**
 * A disk that is seen for the first time comes online as the options say; one that was online before the server itself was
 * restarted comes online again. A disk that cannot (masked meanwhile, array down) stays offline, as its reads tell.
 */
async function startDisk(context: LibraryContext, own: OwnDisk): Promise<void> {
  const { uniqueId, onlineAtFirst, mounts } = own.disk;
  const memory = (await readMemory(own.dir)) ?? { online: onlineAtFirst, mounts, volume: null };
  writeMemory(own.dir, memory);
  if (!memory.online || isOnline(await viewDisk(own))) return;
  await onlineDisk(context, { uniqueId, mounts: memory.mounts }).catch(() => {});
}

type VirtualDisk = LibraryInventory['virtualDisks'][number];

async function virtualDisk(own: OwnDisk, looks: VolumeLooks): Promise<VirtualDisk | null> {
  await looks.look(own.disk.uniqueId, () => noteVolume(own));
  const volume = (await readMemory(own.dir))?.volume;
  return volume ? { key: own.disk.uniqueId, share: shareKey, ...volume } : null;
}

async function inventory(context: LibraryContext, looks: VolumeLooks): Promise<LibraryInventory> {
  const { name, fqdn, initiator, sharePath, shareDescription } = context.options;
  const disks = await ownDisks(context);
  const virtualDisks = await Promise.all(disks.map((own) => virtualDisk(own, looks)));
  return {
    kind: 'library',
    system: context.system,
    name,
    fqdn,
    version: `qemu-storage-daemon ${context.version}`,
    transport: 'iscsi',
    initiators: [initiator],
    shares: [{ key: shareKey, path: sharePath, description: shareDescription }],
    virtualDisks: virtualDisks.filter((one) => one !== null),
    disks: await Promise.all(disks.map((own) => diskValue(context, own))),
  };
}

/**
 * Library server without a kernel initiator: each disk is a storage daemon (iSCSI in, a raw file over FUSE out), a loop
 * device over its first partition, and mounts below the share. Options: QsdOptions. Needs root. What is online stays so
 * while the agent is down; the next start finds it again.
 */
export async function createQsdDriver(options: unknown, stateDir: string, system: string): Promise<LibraryDriver> {
  const checked = checkOptions(options);
  await mkdir(checked.sharePath, { recursive: true });
  const context: LibraryContext = { options: checked, system, version: await daemonVersion(), stateDir };
  for (const own of await ownDisks(context)) await startDisk(context, own);
  const view = async () => JSON.stringify(await Promise.all((await ownDisks(context)).map(viewDisk)));
  const revision = createRevisionNumber(view);
  const looks = createVolumeLooks();
  return {
    kind: 'library',
    name: 'qsd',
    offlineDisk: (params) => looks.act(params.uniqueId, () => offlineDisk(context, params)).finally(revision.changed),
    onlineDisk: (params) => looks.act(params.uniqueId, () => onlineDisk(context, params)).finally(revision.changed),
    probeWrite: async ({ uniqueId }) => probeWrite((await ownDisk(context, uniqueId)).disk, context.options.initiator),
    async readDisk(uniqueId) {
      const own = await findDisk(context, uniqueId);
      return own && diskValue(context, own);
    },
    inventory: () => inventory(context, looks),
    revision: revision.read,
    close: async () => {},
  };
}
