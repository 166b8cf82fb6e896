import { type Actor, requireRole } from '#server/auth/actor.ts';
import { db } from '#server/db/client.ts';
import { notFound } from '#server/errors.ts';
import { vmDtos, vmInclude } from './vm-dto.ts';

/** @throws ProblemError `not_found` */
export async function getVm(actor: Actor, id: string) {
  requireRole(actor, 'viewer');
  const row = await db.vm.findUnique({ where: { id }, include: vmInclude });
  const [dto] = row ? await vmDtos([row]) : [];
  if (!dto) throw notFound('virtual machine', id);
  return dto;
}
