import type { ClientBase } from 'pg';
import { lockHostGroups } from './inventory-lock.ts';

/** A host group or cluster exists while a host names it. */
export async function removeEmptyGroups(tx: ClientBase): Promise<void> {
  await lockHostGroups(tx);
  await tx.query('DELETE FROM "HostGroup" g WHERE NOT EXISTS (SELECT 1 FROM "Host" h WHERE h."hostGroupId" = g.id)');
  await tx.query('DELETE FROM "Cluster" c WHERE NOT EXISTS (SELECT 1 FROM "Host" h WHERE h."clusterId" = c.id)');
}
