import type { z } from 'zod';
import type { WriteProbe as WriteProbeDto } from '#contract/api/templates.ts';
import { pool } from '#server/db/client.ts';

export type WriteProbe = z.input<typeof WriteProbeDto>;

type Row = { uniqueId: string; jobId: string; at: Date; write: string | null; held: boolean | null };

/** The newest write probe of each golden LUN: what happened when a seal job tried to write to it. */
export async function lastProbes(uniqueIds: readonly string[]): Promise<Map<string, WriteProbe>> {
  if (uniqueIds.length === 0) return new Map();
  const { rows } = await pool.query<Row>(
    `SELECT DISTINCT ON (p.row->'params'->>'uniqueId') p.row->'params'->>'uniqueId' AS "uniqueId", j.id AS "jobId",
       r."endedAt" AS at, r.outputs->>'write' AS write, (r.proof->>'held')::boolean AS held
     FROM "Job" j JOIN "PlanRow" p ON p."planId" = j."planId" AND p.row->>'operation' = 'disk.probe-write'
     JOIN "JobRow" r ON r."jobId" = j.id AND r.key = p.key
     WHERE j.procedure = 'seal-golden' AND r."endedAt" IS NOT NULL AND r.outputs IS NOT NULL
       AND p.row->'params'->>'uniqueId' = ANY($1::text[])
     ORDER BY p.row->'params'->>'uniqueId', r."endedAt" DESC`,
    [uniqueIds],
  );
  return new Map(
    rows.map(({ uniqueId, jobId, at, write, held }) => {
      return [uniqueId, { at: at.toISOString(), held: held === true, write: write ?? 'unknown', jobId }];
    }),
  );
}
