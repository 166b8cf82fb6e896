import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { run } from '#agent/exec/run.ts';
import { mountPool } from './xfs-pool.ts';

const folders = ['/usr/sbin', '/sbin', '/usr/bin', '/bin', ...(process.env.PATH ?? '').split(path.delimiter)];

function isInstalled(program: string): boolean {
  return folders.some((folder) => {
    try {
      accessSync(path.join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** Newest Debian cloud kernel of this machine, e.g. '6.1.0-56-cloud-amd64'; null = none is installed. */
export function cloudKernel(): string | null {
  const names = existsSync('/boot') ? readdirSync('/boot') : [];
  const kernels = names.flatMap((name) => /^vmlinuz-(.+-cloud-amd64)$/.exec(name)?.[1] ?? []);
  return kernels.sort((a, b) => a.localeCompare(b, 'en', { numeric: true })).at(-1) ?? null;
}

const programs = {
  array: ['tgtd', 'mkfs.xfs', 'losetup', 'mount', 'umount'],
  library: ['qemu-storage-daemon', 'fusermount3', 'mkfs.ext4', 'sfdisk'],
  host: ['qemu-system-x86_64', 'qemu-img', 'setpriv', 'cpio', 'extlinux', 'busybox', 'modprobe'],
} as const;
export type LabPart = keyof typeof programs;

/** Whether this machine lets us mount an XFS through a loop device (containers often do not). */
async function whyNoLoop(): Promise<string | null> {
  const dir = await mkdtemp(path.join(tmpdir(), 'heddle-loop-'));
  try {
    await run(['umount', await mountPool(dir, 512 * 1024 * 1024)]);
    return null;
  } catch (error) {
    return `cannot mount an XFS through a loop device: ${error instanceof Error ? error.message : error}`;
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

/** Why the lab's `parts` cannot be set up here, in words; null = they can. */
export async function whyNoLab(parts: LabPart[]): Promise<string | null> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'needs Linux and root';
  const missing = parts.flatMap((part) => programs[part]).filter((program) => !isInstalled(program));
  if (missing.length > 0) return `not installed: ${missing.join(', ')}`;
  if (parts.includes('host') && cloudKernel() === null) return 'no cloud kernel in /boot (linux-image-cloud-amd64)';
  if (parts.includes('library') && !existsSync('/dev/fuse')) return 'no /dev/fuse';
  return whyNoLoop();
}
