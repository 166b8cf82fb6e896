import { type Actor, requireRole } from '#server/auth/actor.ts';
import { db } from '#server/db/client.ts';
import { notFound } from '#server/errors.ts';
import type { Context } from '#server/http/handle.ts';
import { getTemplate } from './get-template.ts';
import { requireFreeName } from './template-name.ts';

/** Only what was sent is changed; VMs made from it stay as they are. @throws ProblemError `not_found`, `conflict`. */
export async function updateTemplate(actor: Actor, id: string, body: Context<'templates.update'>['body']) {
  requireRole(actor, 'operator');
  if (!(await db.template.findUnique({ where: { id }, select: { id: true } }))) throw notFound('template', id);
  const { virtualDiskId, name } = body;
  if (name !== undefined) await requireFreeName(name, id);
  if (virtualDiskId !== undefined && !(await db.virtualDisk.findUnique({ where: { id: virtualDiskId } })))
    throw notFound('virtual disk', virtualDiskId);
  await db.template.update({ where: { id }, data: sent(body) });
  return getTemplate(actor, id);
}

/** A field that was not sent is not there at all. */
function sent<T extends object>(body: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined)) as never;
}
