import { existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { syncFolder, writeDurably } from '#agent/durable-file.ts';
import { vmOperations } from '#contract/agent/vms.ts';

/**
 * That the disk of a running VM is being moved, as long as the VM's definition and what QEMU uses may differ. 'copying':
 * it uses `from`. 'pivoting': it was told to go on on `to`; both hold the same from then on, until it uses `to` alone.
 */
const MoveJournal = z.object({
  from: vmOperations['vm.move-storage'].shape.from,
  to: vmOperations['vm.move-storage'].shape.to,
  phase: z.enum(['copying', 'pivoting']),
});
export type MoveJournal = z.infer<typeof MoveJournal>;

const fileIn = (dir: string) => path.join(dir, 'move.json');

export const hasJournal = (dir: string): boolean => existsSync(fileIn(dir));

/** null = nothing is being moved. */
export async function readJournal(dir: string): Promise<MoveJournal | null> {
  const text = await readFile(fileIn(dir), 'utf8').catch((error) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  return text === null ? null : MoveJournal.parse(JSON.parse(text));
}

export function writeJournal(dir: string, journal: MoveJournal): void {
  writeDurably(fileIn(dir), JSON.stringify(journal, null, 2));
}

export async function removeJournal(dir: string): Promise<void> {
  await rm(fileIn(dir), { force: true });
  syncFolder(dir);
}
