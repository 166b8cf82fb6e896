import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { writeDurably } from '#agent/durable-file.ts';
import { sharedDiskOperations } from '#contract/agent/shared-disks.ts';

/** An attached disk as it is remembered: where it is, and the type of the reservation this host made on it. */
export const SharedDiskRecord = sharedDiskOperations['shared-disk.attach'].extend({
  reserved: z.number().int().nullable(),
});
export type SharedDiskRecord = z.infer<typeof SharedDiskRecord>;

const fileIn = (stateDir: string) => path.join(stateDir, 'shared-disks.json');

/** What is attached survives the agent: its next start logs in again. */
export async function readSharedDisks(stateDir: string): Promise<SharedDiskRecord[]> {
  const text = await readFile(fileIn(stateDir), 'utf8').catch((error) => {
    if (error.code === 'ENOENT') return '[]';
    throw error;
  });
  return z.array(SharedDiskRecord).parse(JSON.parse(text));
}

export function saveSharedDisks(stateDir: string, records: SharedDiskRecord[]): void {
  writeDurably(fileIn(stateDir), JSON.stringify(records, null, 2));
}
