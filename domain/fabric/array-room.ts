import { pass, refuse, warn } from '#domain/plans/check.ts';
import type { Check } from '#domain/plans/plan.ts';
import { formatBytes } from './bytes.ts';
import type { ArrayFact, PoolFact } from './facts.ts';
import { counted } from './name-list.ts';

/** Kept free in a pool: thin LUNs grow, and a full pool stops every one in it. */
export const POOL_RESERVE_PERCENT = 5;

export function lunLimit(array: ArrayFact, count: number): Check {
  const title = 'The array has room for that many LUNs';
  const limit = array.maxLuns;
  const after = array.lunCount + count;
  if (limit === null) return pass('lun_limit', title, `${after} LUNs; ${array.name} states no limit.`);
  if (after <= limit) return pass('lun_limit', title, `${after} of ${limit} LUNs.`);
  const reason = `${array.name} has ${counted(array.lunCount, 'LUN')}; with ${count} more it would pass its limit of ${limit}.`;
  const room = limit - array.lunCount;
  const remedy = room > 0 ? `Ask for at most ${room}, or purge quarantined LUNs.` : 'Purge quarantined LUNs.';
  return refuse('lun_limit_reached', title, reason, remedy);
}

export function poolReserve(pool: PoolFact): Check {
  const title = 'The pool has room';
  const free = Math.max(0, pool.sizeBytes - pool.usedBytes);
  const found = `${formatBytes(free)} of ${formatBytes(pool.sizeBytes)} are free in ${pool.name}`;
  if (free * 100 >= pool.sizeBytes * POOL_RESERVE_PERCENT) return pass('pool_room', title, `${found}.`);
  const reason = `${found}, less than the reserve of ${POOL_RESERVE_PERCENT} %.`;
  return refuse('pool_full', title, reason, 'Extend the pool, or purge quarantined LUNs.');
}

/** LUNs are thin, so promising more than there is works until they are filled. */
export function poolCommitment(pool: PoolFact, addedBytes: number): Check {
  const title = 'The pool can hold what is promised';
  const after = pool.provisionedBytes + addedBytes;
  const found = `${formatBytes(after)} would be provisioned of ${formatBytes(pool.sizeBytes)} in ${pool.name}`;
  if (after <= pool.sizeBytes) return pass('pool_commitment', title, `${found}.`);
  return warn(
    'pool_overcommitted',
    title,
    `${found}: it fills up if its LUNs are written full.`,
    'Watch its forecast, or extend it.',
  );
}
