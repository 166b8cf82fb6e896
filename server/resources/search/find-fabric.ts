import { db } from '#server/db/client.ts';
import type { Hit } from './rank-hits.ts';

type Contains = { contains: string; mode: 'insensitive' };

/** How many of each kind are looked at; the best of all are shown. */
export const TAKE = 10;

/** What arrays and hosts report, by name, unique id or initiator name. */
export async function findFabric(text: Contains): Promise<Hit[]> {
  const named = { where: { name: text }, orderBy: { name: 'asc' as const }, take: TAKE };
  const [arrays, pools, luns, maskingSets, clusters] = await Promise.all([
    db.array.findMany(named),
    db.pool.findMany({ ...named, include: { array: true } }),
    db.lun.findMany({
      ...named,
      where: { OR: [{ name: text }, { uniqueId: text }, { targetIqn: text }] },
      include: { array: true },
    }),
    db.maskingSet.findMany({
      ...named,
      where: { OR: [{ name: text }, { initiators: { some: { name: text } } }] },
      include: { array: true, initiators: { where: { name: text }, take: 1 } },
    }),
    db.cluster.findMany(named),
  ]);
  return [
    ...arrays.map(({ id, name, vendor, model }) => ({ kind: 'array', id, name, detail: `${vendor} ${model}` })),
    ...pools.map(({ id, name, array }) => ({ kind: 'pool', id, name, detail: array.name })),
    ...luns.map(({ id, name, uniqueId }) => ({ kind: 'lun', id, name, detail: uniqueId })),
    ...maskingSets.map(({ id, name, array, initiators }) => ({
      kind: 'masking-set',
      id,
      name,
      detail: initiators[0]?.name ?? array.name,
    })),
    ...clusters.map(({ id, name }) => ({ kind: 'cluster', id, name, detail: null })),
  ];
}
