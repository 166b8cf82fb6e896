import type { ClientBase } from 'pg';
import type { ReadName } from '#contract/agent/read.ts';
import { lockHostGroups } from './inventory-lock.ts';
import { newerKeys, objectHomes, type PolledSystem, removeUnseen } from './object-homes.ts';
import type { ObjectKind, ObjectValue } from './parse-object.ts';
import { removeEmptyGroups } from './remove-empty-groups.ts';
import { removeUnseenFiles, removeUnseenPools, removeUnseenShares } from './remove-unseen.ts';
import type { Collection, Rejection, SeenArray, SeenHost, SeenLibrary, SortedInventory } from './sort-inventory.ts';
import { upsertDisks } from './upsert-disks.ts';
import { upsertShares, upsertVirtualDisks } from './upsert-library-files.ts';
import { upsertLuns } from './upsert-luns.ts';
import { upsertMaskingSets } from './upsert-masking-sets.ts';
import { upsertSharedDisks } from './upsert-shared-disks.ts';
import { upsertArray, upsertHost, upsertLibraryServer, upsertPools } from './upsert-systems.ts';
import { upsertVms } from './upsert-vms.ts';

export type Applied = {
  /** Objects left alone because a proof saw them after the poll began: the next poll must read everything again. */
  skipped: number;
  /** What could not be kept, with what could not even be read. */
  rejected: Rejection[];
};

type Poll = { tx: ClientBase; agentId: string; asOf: Date; applied: Applied };

/**
 * Makes the tables what an agent reported at `asOf` (when the poll began, by the database's clock). The transaction must
 * hold the agent's inventory lock exclusively. Gone from the world = removed; arrays, hosts and library servers that are
 * no longer reported are kept with what they had and marked missing.
 */
export async function applyInventory(
  tx: ClientBase,
  agentId: string,
  sorted: SortedInventory,
  asOf: Date,
): Promise<Applied> {
  const poll: Poll = { tx, agentId, asOf, applied: { skipped: 0, rejected: [...sorted.rejected] } };
  for (const array of sorted.arrays) await applyArray(poll, array);
  for (const library of sorted.libraries) await applyLibrary(poll, library);
  if (sorted.hosts.length > 0) await applyHosts(poll, sorted.hosts);
  if (sorted.systems) await markMissing(poll, sorted.systems);
  return poll.applied;
}

async function applyArray(poll: Poll, { head, pools, luns, maskingSets }: SeenArray): Promise<void> {
  const { tx } = poll;
  const arrayId = await upsertArray(tx, poll.agentId, head);
  const polled = { agentId: poll.agentId, system: head.system, ownerId: arrayId, asOf: poll.asOf };
  await upsertPools(tx, arrayId, pools.values);
  const sets = await older(poll, 'masking-set', polled, maskingSets);
  await upsertMaskingSets(
    tx,
    sets.map((value) => ({ arrayId, value })),
  );
  const wanted = await older(poll, 'lun', polled, luns);
  const homeless = await upsertLuns(
    tx,
    wanted.map((value) => ({ arrayId, value })),
  );
  for (const { value } of homeless)
    reject(poll, head.system, 'lun', value.uniqueId, `pool '${value.pool}' is not known`);
  if (luns.present) await removeUnseen(tx, 'lun', polled, luns.present);
  if (maskingSets.present) await removeUnseen(tx, 'masking-set', polled, maskingSets.present);
  if (pools.present) await removeUnseenPools(tx, arrayId, pools.present);
}

async function applyLibrary(poll: Poll, { head, shares, virtualDisks, disks }: SeenLibrary): Promise<void> {
  const { tx } = poll;
  const libraryServerId = await upsertLibraryServer(tx, poll.agentId, head);
  const polled = { agentId: poll.agentId, system: head.system, ownerId: libraryServerId, asOf: poll.asOf };
  await upsertShares(tx, libraryServerId, shares.values);
  for (const { key, share } of await upsertVirtualDisks(tx, libraryServerId, virtualDisks.values))
    reject(poll, head.system, 'virtual-disk', key, `share '${share}' is not known`);
  const wanted = await older(poll, 'disk', polled, disks);
  await upsertDisks(
    tx,
    wanted.map((value) => ({ libraryServerId, value })),
  );
  if (disks.present) await removeUnseen(tx, 'disk', polled, disks.present);
  if (virtualDisks.present) await removeUnseenFiles(tx, libraryServerId, virtualDisks.present);
  if (shares.present) await removeUnseenShares(tx, libraryServerId, shares.present);
}

async function applyHosts(poll: Poll, hosts: SeenHost[]): Promise<void> {
  const { tx } = poll;
  await lockHostGroups(tx);
  for (const { head, vms, sharedDisks } of hosts) {
    const hostId = await upsertHost(tx, poll.agentId, head);
    const polled = { agentId: poll.agentId, system: head.system, ownerId: hostId, asOf: poll.asOf };
    const wanted = await older(poll, 'vm', polled, vms);
    await upsertVms(
      tx,
      wanted.map((value) => ({ hostId, value })),
    );
    if (vms.present) await removeUnseen(tx, 'vm', polled, vms.present);
    const disks = await older(poll, 'shared-disk', polled, sharedDisks);
    await upsertSharedDisks(
      tx,
      disks.map((value) => ({ hostId, value })),
    );
    if (sharedDisks.present) await removeUnseen(tx, 'shared-disk', polled, sharedDisks.present);
  }
  await removeEmptyGroups(tx);
}

/** The objects of a list that nothing newer is known of. */
async function older<K extends ReadName>(poll: Poll, read: K, polled: PolledSystem, list: Collection<K>) {
  const newer = await newerKeys(poll.tx, read, polled);
  const keyOf = (value: ObjectValue<K>) => (value as unknown as Record<string, string>)[objectHomes[read].key] ?? '';
  const kept = list.values.filter((value) => !newer.has(keyOf(value)));
  // Also what is newer and was not reported: it, too, must be looked at again.
  poll.applied.skipped += newer.size;
  return kept;
}

async function markMissing({ tx, agentId, asOf }: Poll, systems: string[]): Promise<void> {
  for (const table of ['Array', 'LibraryServer', 'Host'])
    await tx.query(
      `UPDATE "${table}" SET "missingSince" = now(), "updatedAt" = now()
       WHERE "agentId" = $1 AND "missingSince" IS NULL AND "createdAt" < $2 AND system <> ALL($3::text[])`,
      [agentId, asOf, systems],
    );
}

function reject(poll: Poll, system: string, kind: ObjectKind, key: string, reason: string): void {
  poll.applied.rejected.push({ kind, key, reason, system });
}
