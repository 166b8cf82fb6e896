import type { ClientBase } from 'pg';
import type { VmValue } from '#contract/agent/vms.ts';
import { newId } from '#server/db/new-id.ts';
import { cleanText, MAX_INDEXED_TEXT } from './clean-text.ts';
import { type TableShape, upsertRows } from './table-shape.ts';

export type SeenVm = { hostId: string; value: VmValue };

const shape: TableShape = {
  table: 'Vm',
  columns: {
    id: 'uuid',
    hostId: 'uuid',
    key: 'text',
    name: 'text',
    state: 'text',
    hostname: 'text',
    ready: 'boolean',
    cpus: 'int',
    memoryBytes: 'bigint',
    version: 'text',
  },
  key: ['hostId', 'key'],
  once: ['id'],
  stamped: true,
};

/** VMs with their disks, in order: the first is the boot disk. */
export async function upsertVms(tx: ClientBase, vms: SeenVm[], { touch = false } = {}): Promise<void> {
  if (vms.length === 0) return;
  const rows = vms.map(({ hostId, value: { disks: _, ...columns } }) => {
    return { ...columns, id: newId(), hostId, name: cleanText(columns.name, MAX_INDEXED_TEXT) };
  });
  await upsertRows(tx, shape, rows, { touch });
  const seen = vms.map(({ hostId, value }) => ({ hostId, key: value.key }));
  const wanted = vms.flatMap(({ hostId, value }) =>
    value.disks.map(({ uniqueId, sizeBytes }, position) => {
      return { hostId, key: value.key, position, uniqueId: cleanText(uniqueId, MAX_INDEXED_TEXT), sizeBytes };
    }),
  );
  await tx.query(replaceSql, [JSON.stringify(seen), JSON.stringify(wanted)]);
}

const replaceSql = `
  WITH seen AS MATERIALIZED (
    SELECT v.id FROM jsonb_to_recordset($1::jsonb) AS s("hostId" uuid, key text)
    JOIN "Vm" v ON v."hostId" = s."hostId" AND v.key = s.key
  ), wanted AS MATERIALIZED (
    SELECT v.id AS "vmId", w.position, w."uniqueId", w."sizeBytes"
    FROM jsonb_to_recordset($2::jsonb) AS w("hostId" uuid, key text, position int, "uniqueId" text, "sizeBytes" bigint)
    JOIN "Vm" v ON v."hostId" = w."hostId" AND v.key = w.key
  ), gone AS (
    DELETE FROM "VmDisk" d USING seen WHERE d."vmId" = seen.id AND NOT EXISTS (
      SELECT 1 FROM wanted w WHERE w."vmId" = d."vmId" AND w.position = d.position)
  )
  INSERT INTO "VmDisk" AS t ("vmId", position, "uniqueId", "sizeBytes") SELECT * FROM wanted ORDER BY 1, 2
  ON CONFLICT ("vmId", position) DO UPDATE
  SET "uniqueId" = EXCLUDED."uniqueId", "sizeBytes" = EXCLUDED."sizeBytes"
  WHERE (t."uniqueId", t."sizeBytes") IS DISTINCT FROM (EXCLUDED."uniqueId", EXCLUDED."sizeBytes")`;
