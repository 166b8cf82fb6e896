import { constants } from 'node:fs';
import { access, copyFile, open, rm, stat, statfs, unlink } from 'node:fs/promises';
import path from 'node:path';
import { Refused } from '#agent/drivers/refused.ts';

export type Pool = {
  pathOf(uniqueId: string): string;
  exists(uniqueId: string): Promise<boolean>;
  /** A sparse file; replaces a leftover of the same name. */
  create(uniqueId: string, sizeBytes: number): Promise<void>;
  /** A reflink: shares every block with its source until one of them writes. Replaces a leftover. */
  clone(sourceUniqueId: string, uniqueId: string): Promise<void>;
  remove(uniqueId: string): Promise<void>;
  /** Bytes the file may have and bytes allocated to it (shared ones count in full); null = no such file. */
  sizes(uniqueId: string): Promise<{ sizeBytes: number; usedBytes: number } | null>;
  usage(): Promise<{ sizeBytes: number; usedBytes: number }>;
  /** Puts everything done so far on the disk, at the cost of one flush for all of it. */
  settle(): Promise<void>;
};

/** Room that clones may not eat up: file systems without any behave badly. */
const reserveBytes = 16 * 1024 * 1024;
const roomFreshMs = 100;

function poolFull(poolName: string): Refused {
  return new Refused(
    'pool_full',
    `Pool ${poolName} has no room left.`,
    'Purge LUNs that are in quarantine, or give the pool more room.',
  );
}

const isNoSpace = (error: unknown) =>
  error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');

/** Throws in words when the folder is missing or its file system cannot reflink. */
async function checkReflink(dir: string) {
  const probe = path.join(dir, '.reflink-probe');
  const copy = `${probe}.copy`;
  try {
    await access(dir, constants.W_OK);
    const handle = await open(probe, 'w');
    await handle.write(Buffer.alloc(4096, 1));
    await handle.close();
    await copyFile(probe, copy, constants.COPYFILE_FICLONE_FORCE);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`Pool folder ${dir} cannot hold reflinked LUNs (an XFS made with reflink=1 can): ${reason}`);
  } finally {
    await rm(probe, { force: true });
    await rm(copy, { force: true });
  }
}

async function sizesOf(file: string) {
  const found = await stat(file).catch(() => null);
  return found && { sizeBytes: found.size, usedBytes: found.blocks * 512 };
}

async function unlinkIfThere(file: string) {
  await unlink(file).catch((error) => {
    if (error.code !== 'ENOENT') throw error;
  });
}

async function usageOf(dir: string) {
  const { bsize, blocks, bfree } = await statfs(dir);
  return { sizeBytes: bsize * blocks, usedBytes: bsize * (blocks - bfree) };
}

/** Runs what needs room in the pool; throws Refused `pool_full` when there is none before, or none left under way. */
function createRoomGuard(dir: string, poolName: string) {
  let seenAt = Number.NEGATIVE_INFINITY;
  return async (act: () => Promise<void>) => {
    // Thousands of clones come at once, and the file system itself refuses whoever comes too late.
    if (performance.now() - seenAt > roomFreshMs) {
      const { sizeBytes, usedBytes } = await usageOf(dir);
      if (sizeBytes - usedBytes < reserveBytes) throw poolFull(poolName);
      seenAt = performance.now();
    }
    await act().catch((error) => {
      throw isNoSpace(error) ? poolFull(poolName) : error;
    });
  };
}

/** The files behind the LUNs, in one folder on an XFS. */
export async function openPool(dir: string, poolName: string): Promise<Pool> {
  await checkReflink(dir);
  // A flush of XFS's log up to its newest entry takes all older ones along: it is enough to flush what came last.
  let newest: string | null = null;
  const pathOf = (uniqueId: string) => path.join(dir, `${uniqueId}.lun`);
  const withRoom = createRoomGuard(dir, poolName);
  return {
    pathOf,
    exists: (uniqueId) =>
      access(pathOf(uniqueId)).then(
        () => true,
        () => false,
      ),
    create: (uniqueId, sizeBytes) =>
      withRoom(async () => {
        const handle = await open(pathOf(uniqueId), 'w', 0o600);
        await handle.truncate(sizeBytes).finally(() => handle.close());
        newest = pathOf(uniqueId);
      }),
    clone: (sourceUniqueId, uniqueId) =>
      withRoom(async () => {
        await copyFile(pathOf(sourceUniqueId), pathOf(uniqueId), constants.COPYFILE_FICLONE_FORCE);
        newest = pathOf(uniqueId);
      }),
    async remove(uniqueId) {
      await unlinkIfThere(pathOf(uniqueId));
      newest = dir;
    },
    sizes: (uniqueId) => sizesOf(pathOf(uniqueId)),
    usage: () => usageOf(dir),
    async settle() {
      const file = newest;
      newest = null;
      if (!file) return;
      const handle = await open(file, 'r').catch(() => open(dir, 'r'));
      await handle.sync().finally(() => handle.close());
    },
  };
}
