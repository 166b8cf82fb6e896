import type { ClientBase } from 'pg';
import type { LunValue } from '#contract/agent/luns.ts';
import { databaseNow } from '#server/db/database-clock.ts';
import { newId } from '#server/db/new-id.ts';
import { cleanText, MAX_INDEXED_TEXT } from './clean-text.ts';
import { type TableShape, upsertRows } from './table-shape.ts';
import { makeMaskingSets } from './upsert-masking-sets.ts';

export type SeenLun = { arrayId: string; value: LunValue };

const lunShape: TableShape = {
  table: 'Lun',
  columns: {
    id: 'uuid',
    arrayId: 'uuid',
    poolId: 'uuid',
    uniqueId: 'text',
    name: 'text',
    sizeBytes: 'bigint',
    usedBytes: 'bigint',
    kind: 'text',
    parentUniqueId: 'text',
    chainDepth: 'int',
    targetIqn: 'text',
    portal: 'text',
    lunNumber: 'int',
    sessions: 'jsonb',
    registrations: 'jsonb',
    quarantinedUntil: 'timestamptz',
    sealedAt: 'timestamptz',
  },
  key: ['arrayId', 'uniqueId'],
  once: ['id'],
  // Sealed since it was FIRST seen read-only everywhere.
  become: {
    sealedAt: 'CASE WHEN EXCLUDED."sealedAt" IS NOT NULL THEN COALESCE(t."sealedAt", EXCLUDED."sealedAt") END',
  },
  stamped: true,
};
/**
 * LUNs with their presentations. Answers those whose pool is not known: they cannot be kept.
 * A masking set that a LUN names and nobody listed yet is made, so that the LUN does not look unmasked or sealed.
 */
export async function upsertLuns(tx: ClientBase, luns: SeenLun[], { touch = false } = {}): Promise<SeenLun[]> {
  if (luns.length === 0) return [];
  const arrayIds = [...new Set(luns.map(({ arrayId }) => arrayId))];
  const pools = await poolIds(tx, arrayIds);
  const poolOf = ({ arrayId, value }: SeenLun) => pools.get(`${arrayId} ${value.pool}`);
  const housed = luns.filter((lun) => poolOf(lun) !== undefined);
  const now = databaseNow().toISOString();
  await upsertRows(
    tx,
    lunShape,
    housed.map((lun) => lunRow(lun, poolOf(lun), now)),
    { touch },
  );
  await replacePresentations(tx, housed);
  return luns.filter((lun) => poolOf(lun) === undefined);
}

async function poolIds(tx: ClientBase, arrayIds: string[]): Promise<Map<string, string>> {
  const sql = 'SELECT id, "arrayId", key FROM "Pool" WHERE "arrayId" = ANY($1::uuid[])';
  const { rows } = await tx.query<{ id: string; arrayId: string; key: string }>(sql, [arrayIds]);
  return new Map(rows.map(({ id, arrayId, key }) => [`${arrayId} ${key}`, id]));
}

function lunRow({ arrayId, value }: SeenLun, poolId: string | undefined, now: string) {
  const { pool: _, masking, ...columns } = value;
  const grants = Object.values(masking);
  const sealed = grants.length > 0 && grants.every((access) => access === 'read-only');
  const until = value.quarantinedUntil && new Date(value.quarantinedUntil).toISOString();
  const name = cleanText(value.name, MAX_INDEXED_TEXT);
  return { ...columns, id: newId(), arrayId, poolId, name, quarantinedUntil: until, sealedAt: sealed ? now : null };
}

async function replacePresentations(tx: ClientBase, luns: SeenLun[]): Promise<void> {
  const wanted = luns.flatMap(({ arrayId, value }) =>
    Object.entries(value.masking).map(([key, access]) => ({ arrayId, uniqueId: value.uniqueId, key, access })),
  );
  await makeMaskingSets(tx, wanted);
  const seen = luns.map(({ arrayId, value }) => ({ arrayId, uniqueId: value.uniqueId }));
  await tx.query(replaceSql, [JSON.stringify(seen), JSON.stringify(wanted)]);
}

const replaceSql = `
  WITH seen AS MATERIALIZED (
    SELECT l.id FROM jsonb_to_recordset($1::jsonb) AS s("arrayId" uuid, "uniqueId" text)
    JOIN "Lun" l ON l."arrayId" = s."arrayId" AND l."uniqueId" = s."uniqueId"
  ), wanted AS MATERIALIZED (
    SELECT l.id AS "lunId", m.id AS "maskingSetId", w.access
    FROM jsonb_to_recordset($2::jsonb) AS w("arrayId" uuid, "uniqueId" text, key text, access text)
    JOIN "Lun" l ON l."arrayId" = w."arrayId" AND l."uniqueId" = w."uniqueId"
    JOIN "MaskingSet" m ON m."arrayId" = w."arrayId" AND m.key = w.key
  ), gone AS (
    DELETE FROM "Presentation" p USING seen WHERE p."lunId" = seen.id AND NOT EXISTS (
      SELECT 1 FROM wanted w WHERE w."lunId" = p."lunId" AND w."maskingSetId" = p."maskingSetId")
  )
  INSERT INTO "Presentation" AS t ("lunId", "maskingSetId", access) SELECT * FROM wanted ORDER BY 1, 2
  ON CONFLICT ("lunId", "maskingSetId") DO UPDATE SET access = EXCLUDED.access WHERE t.access <> EXCLUDED.access`;
