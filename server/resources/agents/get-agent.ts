import { type Actor, requireRole } from '#server/auth/actor.ts';
import { db } from '#server/db/client.ts';
import { notFound } from '#server/errors.ts';
import { agentDto, agentSelect } from './agent-dto.ts';

/** @throws ProblemError `not_found` */
export async function getAgent(actor: Actor, id: string) {
  requireRole(actor, 'viewer');
  const row = await db.agent.findUnique({ where: { id }, select: agentSelect });
  if (!row) throw notFound('agent', id);
  return agentDto(row);
}
