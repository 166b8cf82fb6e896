import type { ClientBase } from 'pg';
import { newId } from '#server/db/new-id.ts';
import { cleanText, MAX_INDEXED_TEXT } from './clean-text.ts';
import type { ObjectValue } from './parse-object.ts';
import { type TableShape, upsertRows } from './table-shape.ts';

const common = {
  id: 'uuid',
  agentId: 'uuid',
  system: 'text',
  name: 'text',
  version: 'text',
  transport: 'text',
} as const;
const recognised = { key: ['agentId', 'system'], once: ['id'], stamped: true } as const;

const arrayShape: TableShape = {
  table: 'Array',
  columns: {
    ...common,
    vendor: 'text',
    model: 'text',
    platform: 'text',
    capabilities: 'jsonb',
    missingSince: 'timestamptz',
  },
  ...recognised,
};
const libraryShape: TableShape = {
  table: 'LibraryServer',
  columns: { ...common, fqdn: 'text', initiators: 'jsonb', missingSince: 'timestamptz' },
  ...recognised,
};
const hostShape: TableShape = {
  table: 'Host',
  columns: {
    ...common,
    fqdn: 'text',
    hypervisor: 'text',
    initiators: 'jsonb',
    channels: 'int',
    cpus: 'int',
    memoryBytes: 'bigint',
    hostGroupId: 'uuid',
    clusterId: 'uuid',
    missingSince: 'timestamptz',
  },
  ...recognised,
};
const poolShape: TableShape = {
  table: 'Pool',
  columns: {
    id: 'uuid',
    arrayId: 'uuid',
    key: 'text',
    name: 'text',
    sizeBytes: 'bigint',
    usedBytes: 'bigint',
    classification: 'text',
    hostGroups: 'jsonb',
  },
  key: ['arrayId', 'key'],
  once: ['id'],
  stamped: true,
};

/** One array; answers its id. */
export async function upsertArray(tx: ClientBase, agentId: string, head: ObjectValue<'array'>): Promise<string> {
  await upsertRows(tx, arrayShape, [{ ...head, id: newId(), agentId }]);
  return systemId(tx, 'Array', agentId, head.system);
}

/** One library server; answers its id. */
export async function upsertLibraryServer(tx: ClientBase, agentId: string, head: ObjectValue<'library'>) {
  await upsertRows(tx, libraryShape, [{ ...head, id: newId(), agentId }]);
  return systemId(tx, 'LibraryServer', agentId, head.system);
}

/** One host, with the host group and cluster it names; answers its id. */
export async function upsertHost(tx: ClientBase, agentId: string, head: ObjectValue<'host'>): Promise<string> {
  const { hostGroup, cluster, ...columns } = head;
  const hostGroupId = await namedId(tx, 'HostGroup', hostGroup);
  const clusterId = await namedId(tx, 'Cluster', cluster);
  await upsertRows(tx, hostShape, [{ ...columns, id: newId(), agentId, hostGroupId, clusterId }]);
  return systemId(tx, 'Host', agentId, head.system);
}

/** Pools of one array. */
export async function upsertPools(tx: ClientBase, arrayId: string, pools: ObjectValue<'pool'>[]): Promise<void> {
  await upsertRows(
    tx,
    poolShape,
    pools.map((pool) => ({ ...pool, id: newId(), arrayId })),
  );
}

type SystemTable = 'Array' | 'LibraryServer' | 'Host';

async function systemId(tx: ClientBase, table: SystemTable, agentId: string, system: string): Promise<string> {
  const sql = `SELECT id FROM "${table}" WHERE "agentId" = $1 AND system = $2`;
  const { rows } = await tx.query<{ id: string }>(sql, [agentId, system]);
  const [row] = rows;
  if (!row) throw new Error(`${table} ${system} is gone from the transaction that made it`);
  return row.id;
}

async function namedId(
  tx: ClientBase,
  table: 'HostGroup' | 'Cluster',
  fullName: string | null,
): Promise<string | null> {
  if (fullName === null || fullName === '') return null;
  const name = cleanText(fullName, MAX_INDEXED_TEXT);
  await tx.query(`INSERT INTO "${table}" (id, name) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING`, [newId(), name]);
  const { rows } = await tx.query<{ id: string }>(`SELECT id FROM "${table}" WHERE name = $1`, [name]);
  return rows[0]?.id ?? null;
}
