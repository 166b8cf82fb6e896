import type { ClientBase, Pool } from 'pg';
import { perProcess } from '#server/per-process.ts';

/**
 * Rows are stamped with the database's clock and compared with it: clocks of machines differ, and are set while Heddle
 * runs. `aheadMs`: by how much it is ahead of this process's monotonic clock; null = the database was never asked.
 */
const clock = perProcess('database-clock', () => ({ aheadMs: null as number | null }));

/** What the database's clock says, in whole milliseconds, as its columns keep them. */
export async function databaseTime(on: Pool | ClientBase): Promise<Date> {
  const sql = "SELECT date_trunc('milliseconds', clock_timestamp()) AS now";
  const { rows } = await on.query<{ now: Date }>(sql);
  const now = rows[0]?.now ?? new Date();
  clock.aheadMs = now.getTime() - performance.now();
  return now;
}

/**
 * The database's clock without asking: as it was last read (at the latest when a connection was opened), carried on by
 * this process's monotonic clock. Behind by as long as that answer was on its way.
 */
export function databaseNow(): Date {
  return clock.aheadMs === null ? new Date() : new Date(Math.floor(clock.aheadMs + performance.now()));
}
