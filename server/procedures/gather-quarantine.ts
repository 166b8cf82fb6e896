import type { PurgeLunsFacts } from '#domain/procedures/purge-luns.ts';
import type { Db } from '#server/db/client.ts';
import { lunFact, lunForFact } from '#server/fabric/row-facts.ts';
import { type GatherContext, type Gathered, missingOf } from './gathered.ts';
import { arraysOf, clonesOf } from './lun-facts.ts';

/** For restore-luns and purge-luns: the LUNs, their arrays and what was cloned from them. */
export async function gatherQuarantine(
  db: Db,
  { lunIds }: { lunIds: string[] },
  { now }: GatherContext,
): Promise<Gathered<PurgeLunsFacts>> {
  const rows = await db.lun.findMany({
    where: { id: { in: lunIds } },
    include: lunForFact,
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  });
  const missing = missingOf('lun', lunIds, rows);
  if (missing.length > 0) return { missing };
  const luns = rows.map(lunFact);
  const [arrays, clones] = [await arraysOf(db, luns), await clonesOf(db, luns)];
  return { facts: { luns, arrays, clones, now: now.toISOString() } };
}
