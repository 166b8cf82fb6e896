import type { ClientBase } from 'pg';
import type { MaskingSetValue } from '#contract/agent/masking.ts';
import { newId } from '#server/db/new-id.ts';
import { cleanText, MAX_INDEXED_TEXT } from './clean-text.ts';
import { type TableShape, upsertRows } from './table-shape.ts';

export type SeenMaskingSet = { arrayId: string; value: MaskingSetValue };

const shape: TableShape = {
  table: 'MaskingSet',
  columns: { id: 'uuid', arrayId: 'uuid', key: 'text', name: 'text' },
  key: ['arrayId', 'key'],
  once: ['id'],
  stamped: true,
};

/** Masking sets with their initiators. */
export async function upsertMaskingSets(tx: ClientBase, sets: SeenMaskingSet[], { touch = false } = {}): Promise<void> {
  if (sets.length === 0) return;
  const indexed = (text: string) => cleanText(text, MAX_INDEXED_TEXT);
  const rows = sets.map(({ arrayId, value: { key, name } }) => ({ id: newId(), arrayId, key, name: indexed(name) }));
  await upsertRows(tx, shape, rows, { touch });
  const seen = sets.map(({ arrayId, value }) => ({ arrayId, key: value.key }));
  const wanted = sets.flatMap(({ arrayId, value }) =>
    [...new Set(value.initiators.map(indexed))].map((name) => ({ id: newId(), arrayId, key: value.key, name })),
  );
  await tx.query(replaceSql, [JSON.stringify(seen), JSON.stringify(wanted)]);
}

/** Masking sets known by their key alone, as a LUN names them; those that exist are left as they are. */
export async function makeMaskingSets(tx: ClientBase, named: { arrayId: string; key: string }[]): Promise<void> {
  const rows = new Map(
    named.map(({ arrayId, key }) => [`${arrayId} ${key}`, { id: newId(), arrayId, key, name: key }]),
  );
  await upsertRows(tx, { ...shape, once: ['id', 'name'] }, [...rows.values()]);
}

const replaceSql = `
  WITH seen AS MATERIALIZED (
    SELECT m.id FROM jsonb_to_recordset($1::jsonb) AS s("arrayId" uuid, key text)
    JOIN "MaskingSet" m ON m."arrayId" = s."arrayId" AND m.key = s.key
  ), wanted AS MATERIALIZED (
    SELECT w.id, m.id AS "maskingSetId", w.name
    FROM jsonb_to_recordset($2::jsonb) AS w(id uuid, "arrayId" uuid, key text, name text)
    JOIN "MaskingSet" m ON m."arrayId" = w."arrayId" AND m.key = w.key
  ), gone AS (
    DELETE FROM "Initiator" i USING seen WHERE i."maskingSetId" = seen.id AND NOT EXISTS (
      SELECT 1 FROM wanted w WHERE w."maskingSetId" = i."maskingSetId" AND w.name = i.name)
  )
  INSERT INTO "Initiator" (id, "maskingSetId", name) SELECT * FROM wanted ORDER BY 2, 3
  ON CONFLICT ("maskingSetId", name) DO NOTHING`;
