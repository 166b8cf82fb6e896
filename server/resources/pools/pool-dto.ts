import { z } from 'zod';
import type { PoolDto } from '#contract/api/fabric.ts';
import { db, type Prisma } from '#server/db/client.ts';

export const poolInclude = { array: { select: { id: true, name: true } } } as const satisfies Prisma.PoolInclude;
type Row = Prisma.PoolGetPayload<{ include: typeof poolInclude }>;

const HostGroups = z.array(z.string()).nullable().catch(null);

/** Pools with the number and the sizes of their LUNs: one query, however many pools. */
export async function poolDtos(rows: Row[]): Promise<z.input<typeof PoolDto>[]> {
  const where = { poolId: { in: rows.map(({ id }) => id) } };
  const luns = await db.lun.groupBy({ by: 'poolId', where, _count: true, _sum: { sizeBytes: true } });
  const content = new Map(luns.map((sums) => [sums.poolId, sums]));
  return rows.map(({ id, name, array, sizeBytes, usedBytes, classification, hostGroups }) => ({
    ...{ id, name, array, classification },
    sizeBytes: Number(sizeBytes),
    usedBytes: Number(usedBytes),
    provisionedBytes: Number(content.get(id)?._sum.sizeBytes ?? 0),
    luns: content.get(id)?._count ?? 0,
    hostGroups: HostGroups.parse(hostGroups),
  }));
}
