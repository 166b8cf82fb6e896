import type { ClientBase } from 'pg';

const UNSEEN = 'NOT EXISTS (SELECT 1 FROM unnest($2::text[]) AS present(key) WHERE present.key = t.key)';

/** Pools that are gone; one that still holds LUNs (unreadable or newer ones) goes when they do. */
export async function removeUnseenPools(tx: ClientBase, arrayId: string, present: string[]): Promise<void> {
  await tx.query(
    `DELETE FROM "Pool" t WHERE t."arrayId" = $1 AND ${UNSEEN}
       AND NOT EXISTS (SELECT 1 FROM "Lun" l WHERE l."poolId" = t.id)`,
    [arrayId, present],
  );
}

/**
 * Virtual disks that are gone. One that a template needs is kept and marked: while its disk is offline for sealing, the
 * library server cannot see the file, and the template must not lose it.
 */
export async function removeUnseenFiles(tx: ClientBase, libraryServerId: string, present: string[]): Promise<void> {
  const needed = 'EXISTS (SELECT 1 FROM "Template" n WHERE n."virtualDiskId" = t.id)';
  const values = [libraryServerId, present];
  await tx.query(
    `UPDATE "VirtualDisk" t SET "missingSince" = now()
     WHERE t."libraryServerId" = $1 AND t."missingSince" IS NULL AND ${UNSEEN} AND ${needed}`,
    values,
  );
  await tx.query(`DELETE FROM "VirtualDisk" t WHERE t."libraryServerId" = $1 AND ${UNSEEN} AND NOT ${needed}`, values);
}

/** Shares that are gone and hold no virtual disk that is kept. */
export async function removeUnseenShares(tx: ClientBase, libraryServerId: string, present: string[]): Promise<void> {
  await tx.query(
    `DELETE FROM "LibraryShare" t WHERE t."libraryServerId" = $1 AND ${UNSEEN}
       AND NOT EXISTS (SELECT 1 FROM "VirtualDisk" d WHERE d."shareId" = t.id)`,
    [libraryServerId, present],
  );
}
