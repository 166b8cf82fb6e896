import type { ClientBase } from 'pg';
import type { ReadName } from '#contract/agent/read.ts';

/** Where what proofs can see is kept: the table of its system, its own table, its owner and key columns. */
export const objectHomes = {
  lun: { systems: 'Array', table: 'Lun', owner: 'arrayId', key: 'uniqueId' },
  'masking-set': { systems: 'Array', table: 'MaskingSet', owner: 'arrayId', key: 'key' },
  disk: { systems: 'LibraryServer', table: 'LibraryDisk', owner: 'libraryServerId', key: 'uniqueId' },
  vm: { systems: 'Host', table: 'Vm', owner: 'hostId', key: 'key' },
  'shared-disk': { systems: 'Host', table: 'SharedDisk', owner: 'hostId', key: 'uniqueId' },
} as const satisfies Record<ReadName, { systems: string; table: string; owner: string; key: string }>;

/** One system of one agent, as it is being polled; `asOf` is when the poll began, by the database's clock. */
export type PolledSystem = { agentId: string; system: string; ownerId: string; asOf: Date };

/**
 * Keys of objects that a proof has seen, present or gone, since the poll began: the poll's picture of them is the older
 * one. "Since" includes the same millisecond, which is as fine as the columns are.
 */
export async function newerKeys(tx: ClientBase, read: ReadName, polled: PolledSystem): Promise<Set<string>> {
  const { table, owner, key } = objectHomes[read];
  const { rows } = await tx.query<{ key: string }>(
    `SELECT "${key}" AS key FROM "${table}" WHERE "${owner}" = $1 AND "updatedAt" >= $2
     UNION SELECT key FROM "Absence" WHERE "agentId" = $3 AND system = $4 AND read = $5 AND "seenAt" >= $2`,
    [polled.ownerId, polled.asOf, polled.agentId, polled.system, read],
  );
  return new Set(rows.map((row) => row.key));
}

/** Removes what the poll did not see, but for what was made or seen after it began. */
export async function removeUnseen(tx: ClientBase, read: ReadName, polled: PolledSystem, present: string[]) {
  const { table, owner, key } = objectHomes[read];
  await tx.query(
    `DELETE FROM "${table}" t WHERE t."${owner}" = $1 AND t."updatedAt" < $2
       AND NOT EXISTS (SELECT 1 FROM unnest($3::text[]) AS present(key) WHERE present.key = t."${key}")`,
    [polled.ownerId, polled.asOf, present],
  );
}
