import type { SimLun } from './array-world.ts';

/** What limits are checked against, kept up to date instead of counted anew for each of 1,000 clones. */
export const lunIndex = (luns: SimLun[]) => {
  const children = new Map<string, Set<string>>();
  const usedByPool = new Map<string, number>();
  let count = 0;

  const add = ({ pool, usedBytes, parentUniqueId, uniqueId }: SimLun) => {
    count += 1;
    usedByPool.set(pool, (usedByPool.get(pool) ?? 0) + usedBytes);
    if (parentUniqueId) children.set(parentUniqueId, (children.get(parentUniqueId) ?? new Set()).add(uniqueId));
  };
  const drop = ({ pool, usedBytes, parentUniqueId, uniqueId }: SimLun) => {
    count -= 1;
    usedByPool.set(pool, (usedByPool.get(pool) ?? 0) - usedBytes);
    if (parentUniqueId) children.get(parentUniqueId)?.delete(uniqueId);
  };
  for (const lun of luns) add(lun);

  return {
    count: () => count,
    /** Unique ids of the clones of a LUN. */
    childrenOf: (uniqueId: string): ReadonlySet<string> => children.get(uniqueId) ?? new Set(),
    usedBytesIn: (pool: string) => usedByPool.get(pool) ?? 0,
    replace: (before: SimLun | undefined, after: SimLun | undefined) => {
      if (before) drop(before);
      if (after) add(after);
    },
  };
};
