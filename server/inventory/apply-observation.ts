import type { ClientBase } from 'pg';
import type { ReadName, ReadRequest } from '#contract/agent/read.ts';
import { lockInventory } from './inventory-lock.ts';
import { objectHomes } from './object-homes.ts';
import { type ObjectValue, parseObject } from './parse-object.ts';
import { upsertDisks } from './upsert-disks.ts';
import { upsertLuns } from './upsert-luns.ts';
import { upsertMaskingSets } from './upsert-masking-sets.ts';
import { upsertSharedDisks } from './upsert-shared-disks.ts';
import { upsertVms } from './upsert-vms.ts';

/** What a job's proof read back, and what it saw. */
export type Observation = ReadRequest & { answer: { found: true; value: Record<string, unknown> } | { found: false } };

type Seen<K extends ReadName> = { ownerId: string; value: ObjectValue<K> };

/**
 * Brings the inventory up to what proofs have just seen: objects that were found are made or updated, the others are
 * removed and remembered as gone. A handful of statements however many observations. What cannot be kept (an unknown
 * system or pool, a value out of contract) makes the next poll read everything.
 */
export async function applyObservations(tx: ClientBase, agentId: string, observations: Observation[]): Promise<void> {
  if (observations.length === 0) return;
  // The last look at an object is the one that counts; a statement may not meet a row twice.
  const last = new Map(observations.map((o) => [JSON.stringify([o.read, o.system, keyOf(o)]), o]));
  await lockInventory(tx, agentId, 'shared');
  if (!(await applyAll(tx, agentId, [...last.values()])))
    await tx.query('UPDATE "Agent" SET revision = NULL WHERE id = $1', [agentId]);
}

/** Answers whether everything could be kept. */
async function applyAll(tx: ClientBase, agentId: string, observations: Observation[]): Promise<boolean> {
  const systems = await systemIds(tx, agentId);
  const ownerOf = (o: Observation) => systems.get(`${objectHomes[o.read].systems} ${o.system}`);
  const owned = observations.filter((o) => ownerOf(o) !== undefined);
  let complete = owned.length === observations.length;
  const found = <K extends ReadName>(read: K): Seen<K>[] =>
    owned.flatMap((o) => {
      if (o.read !== read || !o.answer.found) return [];
      const parsed = parseObject(read, o.answer.value);
      // A value of another object is no answer to this read.
      if ('value' in parsed && parsed.key === keyOf(o)) return [{ ownerId: ownerOf(o) ?? '', value: parsed.value }];
      complete = false;
      return [];
    });
  const sets = found('masking-set').map(({ ownerId, value }) => ({ arrayId: ownerId, value }));
  await upsertMaskingSets(tx, sets, { touch: true });
  const luns = found('lun').map(({ ownerId, value }) => ({ arrayId: ownerId, value }));
  if ((await upsertLuns(tx, luns, { touch: true })).length > 0) complete = false;
  const disks = found('disk').map(({ ownerId, value }) => ({ libraryServerId: ownerId, value }));
  await upsertDisks(tx, disks, { touch: true });
  const vms = found('vm').map(({ ownerId, value }) => ({ hostId: ownerId, value }));
  await upsertVms(tx, vms, { touch: true });
  const shared = found('shared-disk').map(({ ownerId, value }) => ({ hostId: ownerId, value }));
  await upsertSharedDisks(tx, shared, { touch: true });
  for (const read of Object.keys(objectHomes) as ReadName[])
    await removeGone(
      tx,
      agentId,
      read,
      owned.filter((o) => o.read === read && !o.answer.found),
      ownerOf,
    );
  return complete;
}

async function removeGone(
  tx: ClientBase,
  agentId: string,
  read: ReadName,
  gone: Observation[],
  ownerOf: (o: Observation) => string | undefined,
): Promise<void> {
  if (gone.length === 0) return;
  const { table, owner, key } = objectHomes[read];
  const rows = gone.map((o) => ({ owner: ownerOf(o), system: o.system, key: keyOf(o) }));
  await tx.query(
    `WITH gone AS (SELECT * FROM jsonb_to_recordset($1::jsonb) AS g(owner uuid, system text, key text)),
     absent AS (
       INSERT INTO "Absence" ("agentId", system, read, key, "seenAt")
       SELECT $2, system, $3, key, now() FROM gone ORDER BY system, key
       ON CONFLICT ("agentId", system, read, key) DO UPDATE SET "seenAt" = now()
     )
     DELETE FROM "${table}" t USING gone WHERE t."${owner}" = gone.owner AND t."${key}" = gone.key`,
    [JSON.stringify(rows), agentId, read],
  );
}

/** The parameter that names the object: `uniqueId` or `key`. */
function keyOf(observation: Observation): string {
  return observation.params[objectHomes[observation.read].key] ?? '';
}

async function systemIds(tx: ClientBase, agentId: string): Promise<Map<string, string>> {
  const tables = [...new Set(Object.values(objectHomes).map(({ systems }) => systems))];
  const parts = tables.map((table) => `SELECT '${table}' AS t, system, id FROM "${table}" WHERE "agentId" = $1`);
  const { rows } = await tx.query<{ t: string; system: string; id: string }>(parts.join(' UNION ALL '), [agentId]);
  return new Map(rows.map(({ t, system, id }) => [`${t} ${system}`, id]));
}
