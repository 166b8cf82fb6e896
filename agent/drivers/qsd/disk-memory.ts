import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { writeDurably } from '#agent/durable-file.ts';
import { Mount } from '#contract/agent/disks.ts';
import { SeenVolume } from './disk-manifest.ts';

/** What this server remembers of a disk: how it was last told to be, and what was on its volume. */
const DiskMemory = z.object({
  /** Brought online again when the server itself was restarted. */
  online: z.boolean(),
  mounts: z.array(Mount),
  /** As it was when it was last mounted; an offline disk has no files to look at. */
  volume: SeenVolume.nullable(),
});
export type DiskMemory = z.infer<typeof DiskMemory>;

const fileIn = (dir: string) => path.join(dir, 'disk.json');

/** null = this server has never had to do with the disk. */
export async function readMemory(dir: string): Promise<DiskMemory | null> {
  const text = await readFile(fileIn(dir), 'utf8').catch(() => null);
  return text === null ? null : DiskMemory.parse(JSON.parse(text));
}

export function writeMemory(dir: string, memory: DiskMemory): void {
  writeDurably(fileIn(dir), JSON.stringify(memory, null, 2));
}
