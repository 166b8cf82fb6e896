import { behindShare, defaultMountPathKey, matchesMountPathKey } from '#domain/fabric/mount-path.ts';
import { db } from '#server/db/client.ts';
import { type LunRef, lunsByUniqueId } from './lun-refs.ts';
import { diskFact } from './row-facts.ts';

type FileRow = { id: string; libraryServerId: string; directory: string; share: { path: string } };

/**
 * The LUN each virtual disk lies on, found as a template's is: by the one disk of its library server that is mounted
 * where the file is. None or several such disks = no answer.
 */
export async function lunsOfFiles(files: readonly FileRow[]): Promise<Map<string, LunRef>> {
  const serverIds = [...new Set(files.map(({ libraryServerId }) => libraryServerId))];
  const disks = (await db.libraryDisk.findMany({ where: { libraryServerId: { in: serverIds } } })).map(diskFact);
  const uniqueIds = new Map(
    files.flatMap((file) => {
      const behind = behindShare(file.directory, file.share.path);
      const key = behind === null ? null : defaultMountPathKey(behind);
      const own = disks.filter(({ libraryServerId }) => libraryServerId === file.libraryServerId);
      const at = own.filter(({ mounts }) => key !== null && mounts.some(({ path }) => matchesMountPathKey(path, key)));
      return at.length === 1 && at[0] ? [[file.id, at[0].uniqueId] as const] : [];
    }),
  );
  const luns = await lunsByUniqueId([...uniqueIds.values()]);
  return new Map(
    [...uniqueIds].flatMap(([fileId, uniqueId]) => {
      const lun = luns.get(uniqueId);
      return lun ? [[fileId, lun] as const] : [];
    }),
  );
}
