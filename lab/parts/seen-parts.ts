import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { createTgtd, diskLun } from '#agent/drivers/tgt/tgtd.ts';
import { readMounts } from '#agent/exec/mount-table.ts';
import { commandLineOf } from '#agent/exec/process-table.ts';
import { run } from '#agent/exec/run.ts';
import type { ArrayRoom } from './array-room.ts';
import { leftoversOf } from './take-down.ts';

export type SeenTarget = { iqn: string; file: string | null; access: 'ro' | 'rw' | null; initiators: string[] };

/** What a room has in the machine's own tables, in order and by names that a repetition gives again: no pids, no loop numbers. */
export type SeenParts = {
  /** Name and size of what lies in the pool. */
  files: string[];
  /** As tgtd shows them; what a LUN allows means nothing while nobody is let in. */
  targets: SeenTarget[];
  /** 'ro|rw|fuse <folder or file>' */
  mounts: string[];
  /** 'ro|rw <file behind it>' */
  loops: string[];
  /** '<program> <its pid file>', of a storage daemon 'ro|rw' between the two: how it has the LUN open. */
  programs: string[];
};

/** Looks at pool, tgtd, mount table, loop devices and process table, past every agent. */
export async function lookAtParts(room: ArrayRoom): Promise<SeenParts> {
  const [files, targets, mounts, loops, programs] = await Promise.all([
    filesOf(room.poolDir),
    targetsOf(room.tgtd.socket),
    mountsBelow(room.dir),
    loopsBelow(room.dir),
    programsOf(room.dir),
  ]);
  return { files, targets, mounts, loops, programs };
}

const isBelow = (dir: string, file: string) => file.startsWith(`${dir}/`);

async function filesOf(poolDir: string): Promise<string[]> {
  const names = (await readdir(poolDir)).sort();
  return Promise.all(names.map(async (name) => `${name} ${(await stat(path.join(poolDir, name))).size}`));
}

async function targetsOf(socket: string): Promise<SeenTarget[]> {
  const shown = await createTgtd(socket).show();
  const targets = shown.map(({ iqn, luns, acl }): SeenTarget => {
    const disk = luns.find(({ lun }) => lun === diskLun);
    const access = !disk || acl.length === 0 ? null : disk.readOnly ? 'ro' : 'rw';
    return { iqn, file: disk ? path.basename(disk.path) : null, access, initiators: acl.toSorted() };
  });
  return targets.sort((a, b) => (a.iqn < b.iqn ? -1 : 1));
}

async function mountsBelow(dir: string): Promise<string[]> {
  const mounts = (await readMounts()).filter((mount) => isBelow(dir, mount.path));
  const howOf = (type: string, options: string[]) =>
    type.startsWith('fuse') ? 'fuse' : options.includes('ro') ? 'ro' : 'rw';
  return mounts.map((mount) => `${howOf(mount.type, mount.options)} ${mount.path}`).sort();
}

async function loopsBelow(dir: string): Promise<string[]> {
  const { stdout } = await run(['losetup', '--list', '--noheadings', '--output', 'RO,BACK-FILE']);
  const rows = stdout.split('\n').flatMap((line) => {
    const [, readOnly, file] = /^\s*([01])\s+(.+?)\s*$/.exec(line) ?? [];
    return file && isBelow(dir, file) ? [`${readOnly === '1' ? 'ro' : 'rw'} ${file}`] : [];
  });
  return rows.sort();
}

async function programsOf(dir: string): Promise<string[]> {
  const { processes } = await leftoversOf(dir);
  const told = processes.map(({ pid }) => {
    const [program = '', ...words] = commandLineOf(pid);
    const pidFile = words.find((word) => isBelow(dir, word) && word.endsWith('.pid')) ?? '';
    const name = path.basename(program);
    if (name !== 'qemu-storage-daemon') return `${name} ${pidFile}`;
    return `${name} ${words.some((word) => word.includes('"read-only":true')) ? 'ro' : 'rw'} ${pidFile}`;
  });
  return told.sort();
}
