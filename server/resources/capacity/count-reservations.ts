import { reservations } from '#domain/capacity/reservations.ts';
import { type Actor, requireRole } from '#server/auth/actor.ts';
import type { Context } from '#server/http/handle.ts';
import { answered } from './answered.ts';
import { knowledgeAbout } from './known-limits.ts';

/** Persistent reservations of equal hosts, against the known limits. @throws ProblemError `validation_failed`, `not_found` */
export async function countReservations(actor: Actor, body: Context<'capacity.reservations'>['body']) {
  requireRole(actor, 'viewer');
  const answer = answered(reservations(body, await knowledgeAbout(body)));
  return { ...answer, scopes: [...answer.scopes], notes: [...answer.notes] };
}
