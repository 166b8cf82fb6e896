import type { Pool } from 'pg';
import { type HostInventory, InventoryAnswer, type SystemInventory } from '#contract/agent/inventory.ts';
import type { AgentEndpoint } from '#server/agents/client.ts';
import { readInventory } from '#server/agents/observe.ts';

/** All that the agents report now, without what changes by itself: `steady` takes it out; orders, versions of guests. */
export async function inventoryOf(
  agents: readonly AgentEndpoint[],
  steady: (system: SystemInventory) => SystemInventory,
): Promise<SystemInventory[]> {
  const answers = await Promise.all(
    agents.map(async (agent) => InventoryAnswer.parse(await readInventory(agent, null))),
  );
  const systems = answers.flatMap((answer) => ('systems' in answer ? answer.systems : []));
  return systems.map((system) => ordered(steady(system))).sort((a, b) => (a.system < b.system ? -1 : 1));
}

function ordered(system: SystemInventory): SystemInventory {
  if (system.kind === 'array') {
    const luns = system.luns.map((lun) => ({ ...lun, sessions: [...lun.sessions].sort() }));
    return { ...system, luns: sorted(luns, 'uniqueId'), maskingSets: sorted(system.maskingSets, 'key') };
  }
  if (system.kind === 'library') return { ...system, disks: sorted(system.disks, 'uniqueId') };
  const sharedDisks = sorted(system.sharedDisks, 'uniqueId');
  return { ...system, sharedDisks, vms: sorted(system.vms.map(withoutVersion), 'key') };
}

const withoutVersion = (vm: HostInventory['vms'][number]) => ({ ...vm, version: null });

function sorted<T, K extends keyof T>(members: readonly T[], key: K): T[] {
  return [...members].sort((a, b) => (a[key] < b[key] ? -1 : 1));
}

/**
 * What inventories, the product's tables and the ledgers all tell of the objects of a fabric, so that the three can be
 * compared. Keys are `<system> <own key>`.
 */
export type World = {
  luns: Record<
    string,
    {
      name: string;
      kind: string;
      parent: string | null;
      masking: object;
      quarantined: string | null;
      /** Keys that room is kept for, sorted. */
      admitted: string[];
    }
  >;
  /** LUNs that a host shares with others. */
  shared: Record<string, { online: boolean }>;
  sets: Record<string, string[]>;
  disks: Record<string, { online: boolean; mounts: string[] }>;
  vms: Record<string, { name: string; state: string; cpus: number; memoryBytes: number; disks: string[] }>;
};
export const emptyWorld = (): World => ({ luns: {}, shared: {}, sets: {}, disks: {}, vms: {} });

export function worldOfInventories(systems: readonly SystemInventory[]): World {
  const world = emptyWorld();
  for (const of of systems) {
    if (of.kind === 'array') {
      for (const {
        uniqueId,
        name,
        kind,
        parentUniqueId: parent,
        masking,
        quarantinedUntil,
        registrations,
      } of of.luns) {
        const keys = Object.entries(registrations?.registrants ?? {}).filter(([, { admitted }]) => admitted);
        const admitted = keys.map(([key]) => key).sort();
        world.luns[`${of.system} ${uniqueId}`] = {
          ...{ name, kind, parent, masking, admitted },
          quarantined: quarantinedUntil,
        };
      }
      for (const { key, initiators } of of.maskingSets) world.sets[`${of.system} ${key}`] = [...initiators].sort();
    } else if (of.kind === 'library') {
      for (const { uniqueId, online, mounts } of of.disks)
        world.disks[`${of.system} ${uniqueId}`] = { online, mounts: mounts.map((mount) => mount.path) };
    } else {
      for (const { uniqueId, online } of of.sharedDisks) world.shared[`${of.system} ${uniqueId}`] = { online };
      for (const { key, name, state, cpus, memoryBytes, disks } of of.vms)
        world.vms[`${of.system} ${key}`] = { name, state, cpus, memoryBytes, disks: disks.map((d) => d.uniqueId) };
    }
  }
  return world;
}

/** What the product believes: nothing that has gone missing, everything else. */
export async function worldOfTables(pool: Pool): Promise<World> {
  const world = emptyWorld();
  const read = async (sql: string) => (await pool.query<{ key: string; value: never }>(sql)).rows;
  for (const { key, value } of await read(lunsSql)) world.luns[key] = value;
  for (const { key, value } of await read(sharedSql)) world.shared[key] = value;
  for (const { key, value } of await read(setsSql)) world.sets[key] = [...(value as string[])].sort();
  for (const { key, value } of await read(disksSql)) world.disks[key] = value;
  for (const { key, value } of await read(vmsSql)) world.vms[key] = value;
  return world;
}

const lunsSql = `
  SELECT a.system || ' ' || l."uniqueId" AS key, jsonb_build_object('name', l.name, 'kind', l.kind, 'parent', l."parentUniqueId",
    'quarantined', to_char(l."quarantinedUntil" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'admitted', COALESCE((SELECT jsonb_agg(r.key ORDER BY r.key) FROM jsonb_each(l.registrations->'registrants') r
      WHERE (r.value->>'admitted')::boolean), '[]'),
    'masking', COALESCE((SELECT jsonb_object_agg(m.key, p.access) FROM "Presentation" p
      JOIN "MaskingSet" m ON m.id = p."maskingSetId" WHERE p."lunId" = l.id), '{}')) AS value
  FROM "Lun" l JOIN "Array" a ON a.id = l."arrayId"`;
const sharedSql = `
  SELECT h.system || ' ' || d."uniqueId" AS key, jsonb_build_object('online', d.online) AS value
  FROM "SharedDisk" d JOIN "Host" h ON h.id = d."hostId"`;
const setsSql = `
  SELECT a.system || ' ' || m.key AS key, (SELECT jsonb_agg(i.name) FROM "Initiator" i WHERE i."maskingSetId" = m.id) AS value
  FROM "MaskingSet" m JOIN "Array" a ON a.id = m."arrayId"`;
const disksSql = `
  SELECT s.system || ' ' || d."uniqueId" AS key, jsonb_build_object('online', d.online,
    'mounts', (SELECT COALESCE(jsonb_agg(mount->'path'), '[]') FROM jsonb_array_elements(d.mounts) mount)) AS value
  FROM "LibraryDisk" d JOIN "LibraryServer" s ON s.id = d."libraryServerId"`;
const vmsSql = `
  SELECT h.system || ' ' || v.key AS key, jsonb_build_object('name', v.name, 'state', v.state, 'cpus', v.cpus, 'memoryBytes', v."memoryBytes",
    'disks', (SELECT COALESCE(jsonb_agg(d."uniqueId" ORDER BY d.position), '[]') FROM "VmDisk" d WHERE d."vmId" = v.id)) AS value
  FROM "Vm" v JOIN "Host" h ON h.id = v."hostId"`;
