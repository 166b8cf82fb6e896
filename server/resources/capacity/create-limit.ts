import { type Actor, requireRole } from '#server/auth/actor.ts';
import { db } from '#server/db/client.ts';
import { notFound } from '#server/errors.ts';
import type { Context } from '#server/http/handle.ts';
import { limitDto } from './limit-dto.ts';
import { refuseDemand } from './refuse-demand.ts';

/** States what an array or a model can hold or demands. @throws ProblemError `not_found` (array), `validation_failed` */
export async function createLimit(actor: Actor, body: Context<'capacity-limits.create'>['body']) {
  requireRole(actor, 'admin');
  refuseDemand(body.demand);
  if (body.arrayId !== null && !(await db.array.findUnique({ where: { id: body.arrayId } })))
    throw notFound('array', body.arrayId);
  const { value, statedOn } = body;
  const stored = {
    value: value === null ? null : BigInt(value),
    statedOn: statedOn === null ? null : new Date(statedOn),
  };
  return limitDto(await db.capacityLimit.create({ data: { ...body, ...stored } }));
}
