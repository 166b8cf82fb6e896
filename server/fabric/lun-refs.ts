import { db } from '#server/db/client.ts';

export type LunRef = { id: string; name: string };

/**
 * LUNs by unique id, wherever they are. Hosts and library servers know no more of a LUN than its unique id; where two
 * arrays claim the same one, the answer is none rather than a guess.
 */
export async function lunsByUniqueId(uniqueIds: readonly string[]): Promise<Map<string, LunRef>> {
  const wanted = [...new Set(uniqueIds)];
  const found = await db.lun.findMany({
    where: { uniqueId: { in: wanted } },
    select: { id: true, name: true, uniqueId: true },
  });
  const counts = new Map<string, number>();
  for (const { uniqueId } of found) counts.set(uniqueId, (counts.get(uniqueId) ?? 0) + 1);
  const single = found.filter(({ uniqueId }) => counts.get(uniqueId) === 1);
  return new Map(single.map(({ uniqueId, id, name }) => [uniqueId, { id, name }]));
}
