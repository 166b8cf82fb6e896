import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';

/**
 * Lies at the root of a library volume and says which virtual disk it holds. A golden image that fills its LUN (so that
 * hosts boot from a clone of it) has no file of its own: the manifest stands for it.
 */
export const diskManifestFile = 'heddle-disk.json';

const DiskManifest = z.object({
  /** Name of the virtual disk, e.g. 'debian-12.raw'. */
  file: z.string().min(1).max(255),
  format: z.string().min(1).max(40),
  generalised: z.boolean(),
  /** Names at the root of the volume that belong to the virtual disk; anything else is another file beside it. */
  contains: z.array(z.string()).default([]),
});

/** What the server saw of a volume when it was last mounted. */
export const SeenVolume = DiskManifest.omit({ contains: true }).extend({
  directory: z.string(),
  sizeBytes: z.number().int(),
  otherFiles: z.number().int(),
});
export type SeenVolume = z.infer<typeof SeenVolume>;

const ownNames = [diskManifestFile, 'lost+found'];

/** null = the volume has no manifest that can be read, so no virtual disk. */
export async function readVolume(directory: string, sizeBytes: number): Promise<SeenVolume | null> {
  const text = await readFile(path.join(directory, diskManifestFile), 'utf8').catch(() => null);
  if (text === null) return null;
  const manifest = DiskManifest.safeParse(parseJson(text));
  if (!manifest.success) return null;
  const { contains, ...told } = manifest.data;
  const known = new Set([...ownNames, ...contains]);
  const otherFiles = (await readdir(directory)).filter((name) => !known.has(name)).length;
  return { ...told, directory, sizeBytes, otherFiles };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
