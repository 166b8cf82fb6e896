import type { DriftCheck } from './drift-check.ts';

type Row = {
  id: string;
  name: string;
  array: string;
  /** Its clones stand on it, so the array demands that it is read-only. */
  demanded: boolean;
  clones: number;
  sealedByUs: boolean;
  sets: string[];
};

/**
 * A golden that must be read-only and is not: it has clones, or the last thing Heddle did with it was to seal it. One that
 * a job is working on is left out: it is on its way.
 */
export const unsealedGoldens: DriftCheck = {
  name: 'unsealed-goldens',
  find: async (tx) => {
    const { rows } = await tx.query<Row>(findSql);
    return rows.map(({ id, name, array, demanded, clones, sealedByUs, sets }) => {
      const why = clones > 0 ? `${clones} clones are made from it` : 'Heddle sealed it';
      return {
        about: id,
        code: clones > 0 ? 'golden_with_clones_writable' : 'sealed_golden_writable',
        severity: clones > 0 && demanded ? 'critical' : 'warning',
        title: `Golden ${name} can be written to`,
        reason: `${why}${sealedByUs && clones > 0 ? ' and Heddle sealed it' : ''}, yet ${array} presents it read-write to ${sets.join(', ')}. A write to it would reach every clone.`,
        remedy: { sentence: 'Seal it again, and find out who opened it on the array.' },
        object: { kind: 'lun', id, name },
      };
    });
  },
};

const findSql = `
  WITH last AS (
    SELECT DISTINCT ON (unique_id) unique_id, access FROM (
      SELECT r.row->'params'->>'uniqueId' AS unique_id, r.row->'params'->>'access' AS access, j."endedAt"
      FROM "Job" j JOIN "PlanRow" r ON r."planId" = j."planId"
      WHERE j.procedure IN ('seal-golden', 'unseal-golden') AND j.state = 'succeeded'
        AND r.row->>'operation' = 'masking.present'
    ) done ORDER BY unique_id, "endedAt" DESC
  ), open AS (
    SELECT p."lunId", array_agg(m.name ORDER BY m.name) AS sets
    FROM "Presentation" p JOIN "MaskingSet" m ON m.id = p."maskingSetId"
    WHERE p.access = 'read-write' GROUP BY p."lunId"
  )
  SELECT l.id, l.name, a.name AS array, open.sets,
    (a.capabilities->>'sealRequiredBeforeClone') IS DISTINCT FROM 'false' AS demanded, COALESCE(last.access = 'read-only', false) AS "sealedByUs",
    (SELECT count(*)::int FROM "Lun" c WHERE c."arrayId" = l."arrayId" AND c."parentUniqueId" = l."uniqueId") AS clones
  FROM open JOIN "Lun" l ON l.id = open."lunId" JOIN "Array" a ON a.id = l."arrayId"
  LEFT JOIN last ON last.unique_id = l."uniqueId"
  WHERE (last.access = 'read-only' OR (l.kind = 'golden' AND EXISTS (
      SELECT 1 FROM "Lun" c WHERE c."arrayId" = l."arrayId" AND c."parentUniqueId" = l."uniqueId")))
    AND NOT EXISTS (SELECT 1 FROM "Lock" k WHERE k.key IN ('lun:' || l.id, 'golden:' || l.id))`;
