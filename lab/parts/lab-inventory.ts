import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { createTgtd } from '#agent/drivers/tgt/tgtd.ts';
import { commandLineOf } from '#agent/exec/process-table.ts';
import type { Fabric } from './fabric.ts';
import { leftoversOf } from './take-down.ts';

/** What the lab has in the world, by names that a repetition gives again: no pids, no loop numbers. */
export type LabInventory = { files: string[]; targets: string[]; mounts: string[]; loops: number; programs: string[] };

export async function takeInventory({ room }: Fabric): Promise<LabInventory> {
  const [files, targets, { mounts, loops, processes }] = await Promise.all([
    readdir(room.poolDir),
    createTgtd(room.tgtd.socket).show(),
    leftoversOf(room.dir),
  ]);
  const programs = processes.map(({ pid }) => path.basename(commandLineOf(pid)[0] ?? ''));
  return {
    files: files.sort(),
    targets: targets.map((target) => target.iqn).sort(),
    mounts: mounts.sort(),
    loops: loops.length,
    programs: programs.sort(),
  };
}
