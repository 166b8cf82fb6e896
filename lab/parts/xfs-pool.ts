import { mkdir, open } from 'node:fs/promises';
import path from 'node:path';
import { run } from '#agent/exec/run.ts';

/**
 * An XFS with reflink, made in a sparse file and mounted through a loop device that goes away with the mount.
 * Answers the folder. `sizeBytes` at least 512 MiB.
 */
export async function mountPool(dir: string, sizeBytes: number): Promise<string> {
  const image = path.join(dir, 'pool.xfs');
  const folder = path.join(dir, 'pool');
  await mkdir(folder);
  const handle = await open(image, 'wx', 0o600);
  await handle.truncate(sizeBytes).finally(() => handle.close());
  await run(['mkfs.xfs', '-q', '-m', 'reflink=1', image], { deadlineMs: 60_000 });
  await run(['mount', '-o', 'loop', image, folder]);
  return folder;
}
