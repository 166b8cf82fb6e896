import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { Refused } from '#agent/drivers/refused.ts';
import type { LibraryDisk, QsdOptions } from './qsd-options.ts';

/** What the acts and reads of one library server share. */
export type LibraryContext = { options: QsdOptions; system: string; version: string; stateDir: string };

/** A disk and the folder in which this server keeps its files. */
export type OwnDisk = { disk: LibraryDisk; dir: string };

/** null = this server has no such disk. */
export async function findDisk(context: LibraryContext, uniqueId: string): Promise<OwnDisk | null> {
  const disk = context.options.disks.find((one) => one.uniqueId === uniqueId);
  if (!disk) return null;
  const dir = path.join(context.stateDir, 'disks', uniqueId);
  await mkdir(dir, { recursive: true, mode: 0o700 });
  return { disk, dir };
}

export async function ownDisk(context: LibraryContext, uniqueId: string): Promise<OwnDisk> {
  const found = await findDisk(context, uniqueId);
  if (found) return found;
  const sentence = `Library server ${context.options.name} has no disk ${uniqueId}.`;
  throw new Refused('not_found', sentence, 'Add the disk to the options of its agent.', { uniqueId });
}
