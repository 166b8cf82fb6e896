import { type Actor, requireRole } from '#server/auth/actor.ts';
import { db } from '#server/db/client.ts';
import { notFound, ProblemError } from '#server/errors.ts';
import type { Context } from '#server/http/handle.ts';
import { limitDto } from './limit-dto.ts';
import { refuseDemand } from './refuse-demand.ts';

/** Only what was sent is changed. @throws ProblemError `not_found`, `validation_failed` */
export async function updateLimit(actor: Actor, id: string, body: Context<'capacity-limits.update'>['body']) {
  requireRole(actor, 'admin');
  refuseDemand(body.demand);
  const row = await db.capacityLimit.findUnique({ where: { id } });
  if (!row) throw notFound('limit', id);
  const { arrayId = row.arrayId, arrayModel = row.arrayModel } = body;
  if (arrayId === null && arrayModel === null)
    throw new ProblemError('validation_failed', 'A limit is about an array or about a model.', {
      errors: [{ path: 'body.arrayModel', message: 'give arrayId or arrayModel' }],
    });
  if (body.arrayId && !(await db.array.findUnique({ where: { id: body.arrayId } })))
    throw notFound('array', body.arrayId);
  const { value, statedOn, ...plain } = body;
  const sent = Object.fromEntries(Object.entries(plain).filter(([, field]) => field !== undefined));
  const updated = await db.capacityLimit.update({
    where: { id },
    data: {
      ...sent,
      ...(value === undefined ? {} : { value: value === null ? null : BigInt(value) }),
      ...(statedOn === undefined ? {} : { statedOn: statedOn === null ? null : new Date(statedOn) }),
    },
  });
  return limitDto(updated);
}
