import { type Actor, requireRole } from '#server/auth/actor.ts';
import { db } from '#server/db/client.ts';
import { notFound } from '#server/errors.ts';
import { templateForFacts } from '#server/fabric/golden-facts.ts';
import { templateDtos } from './template-dto.ts';

/** @throws ProblemError `not_found` */
export async function getTemplate(actor: Actor, id: string) {
  requireRole(actor, 'viewer');
  const row = await db.template.findUnique({ where: { id }, include: templateForFacts });
  const [dto] = row ? await templateDtos([row]) : [];
  if (!dto) throw notFound('template', id);
  return dto;
}
