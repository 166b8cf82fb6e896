import { type Fabric, fabricReservations } from '#domain/capacity/fabric-reservations.ts';
import { type Actor, requireRole } from '#server/auth/actor.ts';
import type { Context } from '#server/http/handle.ts';
import { answered } from './answered.ts';
import { knowledgeAbout } from './known-limits.ts';

type Body = Context<'capacity.fabric-reservations'>['body'];

/** The same for hosts with channels of their own. @throws ProblemError `validation_failed`, `not_found` */
export async function countFabricReservations(actor: Actor, body: Body) {
  requireRole(actor, 'viewer');
  const csvs = body.csvs.map(({ hosts, target, pool }): Fabric['csvs'][number] => ({
    hosts,
    ...(target === undefined ? {} : { target }),
    ...(pool === undefined ? {} : { pool }),
  }));
  const answer = answered(fabricReservations({ ...body, csvs }, await knowledgeAbout(body)));
  return { ...answer, perCsv: [...answer.perCsv], scopes: [...answer.scopes], notes: [...answer.notes] };
}
