import { pool } from '#server/db/client.ts';

export type SeenCsv = {
  id: string;
  name: string;
  uniqueId: string;
  arrayId: string;
  poolId: string;
  targetIqn: string | null;
  sizeBytes: number;
  usedBytes: number | null;
  hostIds: string[];
};
/** `channels`: of this host to all storage modules together. */
export type SeeingHost = { id: string; name: string; channels: number; clusterId: string | null };
export type CsvFabric = { csvs: SeenCsv[]; hosts: Map<string, SeeingHost> };

type Row = Omit<SeenCsv, 'sizeBytes' | 'usedBytes'> & { sizeBytes: string; usedBytes: string | null };

/** A LUN that is kept as a CSV, with the hosts whose initiators a masking set lets in. Case does not matter in a name. */
const csvSql = `
  WITH login AS (
    SELECT h.id, lower(n.name) AS initiator
    FROM "Host" h, jsonb_array_elements_text(h.initiators) AS n(name)
    WHERE h."missingSince" IS NULL AND h.channels > 0
  )
  SELECT l.id, l.name, l."uniqueId", l."arrayId", l."poolId", l."targetIqn", l."sizeBytes", l."usedBytes",
    COALESCE(array_agg(DISTINCT login.id::text) FILTER (WHERE login.id IS NOT NULL), '{}') AS "hostIds"
  FROM "Lun" l JOIN "Array" a ON a.id = l."arrayId"
    LEFT JOIN "Presentation" p ON p."lunId" = l.id
    LEFT JOIN "Initiator" i ON i."maskingSetId" = p."maskingSetId"
    LEFT JOIN login ON login.initiator = lower(i.name)
  WHERE l.kind = 'csv' AND l."quarantinedUntil" IS NULL AND a."missingSince" IS NULL
    AND ($1::uuid IS NULL OR l."arrayId" = $1::uuid)
  GROUP BY l.id ORDER BY l.name, l.id`;

/** Every CSV as it is presented now, of one array or of all, and the hosts that see any of them. */
export async function csvFabric(arrayId: string | null = null): Promise<CsvFabric> {
  const [{ rows }, hosts] = await Promise.all([
    pool.query<Row>(csvSql, [arrayId]),
    pool.query<SeeingHost>('SELECT id, name, channels, "clusterId" FROM "Host" WHERE "missingSince" IS NULL'),
  ]);
  const csvs = rows.map((row) => ({
    ...row,
    sizeBytes: Number(row.sizeBytes),
    usedBytes: row.usedBytes === null ? null : Number(row.usedBytes),
  }));
  return { csvs, hosts: new Map(hosts.rows.map((host) => [host.id, host])) };
}
