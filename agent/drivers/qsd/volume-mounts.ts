import { lstat, mkdir, readdir, readlink, realpath } from 'node:fs/promises';
import path from 'node:path';
import { Refused } from '#agent/drivers/refused.ts';
import { readMounts } from '#agent/exec/mount-table.ts';
import { run } from '#agent/exec/run.ts';

/** Options for a volume that cannot be written: a journal is not to be replayed then. */
const readOnlyOptions = { ext4: 'ro,noload', xfs: 'ro,norecovery' } as const;
export type FileSystem = keyof typeof readOnlyOptions;

/** Where the volumes on this device are mounted, in the order in which that was done. */
export async function mountPathsOf(device: string): Promise<string[]> {
  return (await readMounts()).filter((mount) => mount.source === device).map((mount) => mount.path);
}

function outsideShare(folder: string, sharePath: string): Refused {
  return new Refused(
    'outside_share',
    `${folder} is not below the library share ${sharePath}.`,
    'Mount the disk in a folder of the library share.',
    { path: folder },
  );
}

async function nearestExisting(folder: string): Promise<string> {
  const isThere = await lstat(folder).then(
    () => true,
    () => false,
  );
  return isThere ? folder : nearestExisting(path.dirname(folder));
}

/**
 * The folder to mount in, made when it is missing. Neither '..' nor a symbolic link on the way may lead out of the share.
 * Throws Refused `outside_share`, or `path_in_use` when something else is mounted there.
 */
async function mountFolder(sharePath: string, folder: string, device: string): Promise<string> {
  const share = await realpath(sharePath);
  const wanted = path.resolve(folder);
  const isBelow = (file: string) => `${file}/`.startsWith(`${share}/`);
  if (wanted !== folder || !wanted.startsWith(`${path.resolve(sharePath)}/`)) throw outsideShare(folder, sharePath);
  if (!isBelow(await realpath(await nearestExisting(wanted)))) throw outsideShare(folder, sharePath);
  await mkdir(wanted, { recursive: true, mode: 0o755 });
  const other = (await readMounts()).find((mount) => mount.path === wanted && mount.source !== device);
  if (other) throw new Refused('path_in_use', `${other.source} is mounted at ${folder}.`, 'Use another folder.');
  return wanted;
}

export async function mountVolume(
  device: string,
  sharePath: string,
  folder: string,
  fileSystem: FileSystem,
  readOnly: boolean,
): Promise<void> {
  const wanted = await mountFolder(sharePath, folder, device);
  const options = `nosuid,nodev,noexec,${readOnly ? readOnlyOptions[fileSystem] : 'rw'}`;
  await run(['mount', '-t', fileSystem, '-o', options, device, wanted], { deadlineMs: 60_000 });
}

export async function unmountVolume(folder: string): Promise<void> {
  await run(['umount', folder], { deadlineMs: 60_000 });
}

/** Programs that have their working folder, root or an open file below one of these folders: 'name (pid)'. */
export async function usersOf(folders: string[]): Promise<string[]> {
  const isBelow = (file: string) => folders.some((folder) => file === folder || file.startsWith(`${folder}/`));
  const users: string[] = [];
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const links = ['cwd', 'root', ...(await readdir(`/proc/${pid}/fd`).catch(() => [])).map((fd) => `fd/${fd}`)];
    const files = await Promise.all(links.map((link) => readlink(`/proc/${pid}/${link}`).catch(() => '')));
    if (files.some(isBelow))
      users.push(`${path.basename(await readlink(`/proc/${pid}/exe`).catch(() => '?'))} (${pid})`);
  }
  return users;
}
