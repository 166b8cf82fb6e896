import type { ProcedureInput } from '#contract/api/plans.ts';
import type { ProbeRegistrationLimitFacts } from '#domain/procedures/csv-facts.ts';
import type { Db } from '#server/db/client.ts';
import { arrayFact, arrayForFact } from '#server/fabric/row-facts.ts';
import type { GatherContext, Gathered, Missing } from './gathered.ts';
import { poolWithSum } from './lun-facts.ts';

/** A pool of another array is none of this one. */
export async function gatherProbeRegistrationLimit(
  db: Db,
  { arrayId, poolId }: ProcedureInput<'probe-registration-limit'>,
  { newIds }: GatherContext,
): Promise<Gathered<ProbeRegistrationLimitFacts>> {
  const array = await db.array.findUnique({ where: { id: arrayId }, include: arrayForFact });
  const pool = await db.pool.findUnique({ where: { id: poolId, arrayId } });
  if (array && pool) return { facts: { array: arrayFact(array), pool: await poolWithSum(db, pool), newIds } };
  const missing: Missing[] = [];
  if (!array) missing.push({ kind: 'array', id: arrayId });
  if (!pool) missing.push({ kind: 'pool', id: poolId });
  return { missing };
}
