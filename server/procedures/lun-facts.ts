import type { ArrayFact, CloneFact, LunFact, PoolFact } from '#domain/fabric/facts.ts';
import type { Db, Prisma } from '#server/db/client.ts';
import { arrayFact, arrayForFact, poolFact } from '#server/fabric/row-facts.ts';

/** The arrays these LUNs are on. */
export async function arraysOf(db: Db, luns: readonly LunFact[]): Promise<ArrayFact[]> {
  const ids = [...new Set(luns.map(({ arrayId }) => arrayId))];
  return (await db.array.findMany({ where: { id: { in: ids } }, include: arrayForFact })).map(arrayFact);
}

/** What was cloned from these LUNs, quarantined or not, by name. */
export async function clonesOf(db: Db, luns: readonly LunFact[]): Promise<CloneFact[]> {
  const rows = await db.lun.findMany({
    where: {
      arrayId: { in: [...new Set(luns.map(({ arrayId }) => arrayId))] },
      parentUniqueId: { in: luns.map(({ uniqueId }) => uniqueId) },
    },
    select: { arrayId: true, parentUniqueId: true, name: true, quarantinedUntil: true },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  });
  return rows.map(({ arrayId, name, parentUniqueId, quarantinedUntil }) => ({
    ...{ arrayId, name, parentUniqueId: parentUniqueId ?? '' },
    quarantinedUntil: quarantinedUntil?.toISOString() ?? null,
  }));
}

/** A pool with the sum of what its LUNs were promised. @throws when it is gone, which its LUN forbids */
export async function poolOf(db: Db, lun: LunFact): Promise<PoolFact> {
  return poolWithSum(db, await db.pool.findUniqueOrThrow({ where: { id: lun.poolId } }));
}

export async function poolWithSum(db: Db, row: Prisma.PoolGetPayload<object>): Promise<PoolFact> {
  const sum = await db.lun.aggregate({ where: { poolId: row.id }, _sum: { sizeBytes: true } });
  return poolFact(row, sum._sum.sizeBytes);
}
