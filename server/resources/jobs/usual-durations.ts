import { pool } from '#server/db/client.ts';

/** Median milliseconds from sent to proven, by operation and system; `usualKey` makes the key. */
export type UsualDurations = ReadonlyMap<string, number>;

/** As many recent jobs and rows of each as tell what is usual; a job of ten thousand rows must not slow its readers down. */
const jobs = 10;
const rowsOfJob = 200;

/** From the newest jobs of the procedure that came through, the given one left out. Only rows that needed one attempt count. */
export async function usualDurations(procedure: string, exceptJobId: string): Promise<UsualDurations> {
  const { rows } = await pool.query<{ operation: string; system: string; usualMs: number }>(
    `WITH recent AS (
       SELECT id, "planId" FROM "Job" WHERE procedure = $1 AND id <> $2 AND state = 'succeeded'
       ORDER BY "createdAt" DESC LIMIT ${jobs}
     )
     SELECT p.row->>'operation' AS operation, p.row->>'system' AS system,
       round(percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM r."endedAt" - r."sentAt") * 1000))::int AS "usualMs"
     FROM recent JOIN "JobRow" r ON r."jobId" = recent.id AND r.position < ${rowsOfJob}
       JOIN "PlanRow" p ON p."planId" = recent."planId" AND p.key = r.key
     WHERE r.state = 'proven' AND r.attempts = 1 AND r."endedAt" >= r."sentAt"
     GROUP BY 1, 2`,
    [procedure, exceptJobId],
  );
  return new Map(rows.map((row) => [usualKey(row), row.usualMs]));
}

export const usualKey = ({ operation, system }: { operation: string; system: string }) => `${operation} ${system}`;
