import type { Db } from '#server/db/client.ts';
import { readSettings } from '#server/db/settings.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** Until when what is deleted now can be restored, by the days that are set; RFC 3339 in UTC. */
export async function quarantineUntil(db: Db, now: Date): Promise<string> {
  const { quarantineDays } = await readSettings(db);
  return new Date(now.getTime() + quarantineDays * dayMs).toISOString();
}
