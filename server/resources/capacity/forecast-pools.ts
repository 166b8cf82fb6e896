import { type Actor, requireRole } from '#server/auth/actor.ts';
import { notFound } from '#server/errors.ts';
import { poolForecasts } from './pool-forecasts.ts';

/** When pools fill, from their recorded samples. @throws ProblemError `not_found` */
export async function forecastPools(actor: Actor, poolId: string | undefined) {
  requireRole(actor, 'viewer');
  const items = await poolForecasts(poolId ?? null, new Date());
  if (poolId !== undefined && items.length === 0) throw notFound('pool', poolId);
  return { items };
}
