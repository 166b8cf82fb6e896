import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { writeDurably } from '#agent/durable-file.ts';
import { sharedDiskOperations } from '#contract/agent/shared-disks.ts';

/** Where an attached disk is reached. */
export const Place = sharedDiskOperations['shared-disk.attach'];
export type Place = z.infer<typeof Place>;

const fileIn = (stateDir: string) => path.join(stateDir, 'shared-disks.json');

/** What is attached survives the agent: its next start logs in again. */
export async function readPlaces(stateDir: string): Promise<Place[]> {
  const text = await readFile(fileIn(stateDir), 'utf8').catch((error) => {
    if (error.code === 'ENOENT') return '[]';
    throw error;
  });
  return z.array(Place).parse(JSON.parse(text));
}

export function savePlaces(stateDir: string, places: Place[]): void {
  writeDurably(fileIn(stateDir), JSON.stringify(places, null, 2));
}
