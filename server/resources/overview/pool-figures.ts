import type { z } from 'zod';
import type { OverviewDto } from '#contract/api/console.ts';
import { db } from '#server/db/client.ts';

type Capacity = z.input<typeof OverviewDto>['capacity'];

/** Every pool of an array that is still reported, the fullest first, and their sums. Bytes. */
export async function poolFigures(): Promise<Capacity> {
  const [rows, provisioned] = await Promise.all([
    db.pool.findMany({ where: { array: { missingSince: null } }, include: { array: { select: { name: true } } } }),
    db.lun.groupBy({ by: ['poolId'], _sum: { sizeBytes: true } }),
  ]);
  const provisionedBytes = new Map(provisioned.map(({ poolId, _sum }) => [poolId, Number(_sum.sizeBytes ?? 0)]));
  const pools = rows.map((pool) => ({
    id: pool.id,
    name: pool.name,
    array: pool.array.name,
    sizeBytes: Number(pool.sizeBytes),
    usedBytes: Number(pool.usedBytes),
    provisionedBytes: provisionedBytes.get(pool.id) ?? 0,
  }));
  const fullness = (pool: { sizeBytes: number; usedBytes: number }) => pool.usedBytes / Math.max(1, pool.sizeBytes);
  const sum = (field: 'sizeBytes' | 'usedBytes' | 'provisionedBytes') =>
    pools.reduce((total, pool) => total + pool[field], 0);
  return {
    sizeBytes: sum('sizeBytes'),
    usedBytes: sum('usedBytes'),
    provisionedBytes: sum('provisionedBytes'),
    pools: pools.sort((a, b) => fullness(b) - fullness(a)),
  };
}
