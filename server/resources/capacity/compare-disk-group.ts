import { diskGroup } from '#domain/capacity/disk-group.ts';
import { type Actor, requireRole } from '#server/auth/actor.ts';
import type { Context } from '#server/http/handle.ts';
import { answered } from './answered.ts';

/** A disk group beside the same disks in a server. @throws ProblemError `validation_failed` */
export async function compareDiskGroup(actor: Actor, body: Context<'capacity.disk-group'>['body']) {
  requireRole(actor, 'viewer');
  const answer = answered(diskGroup(body));
  return { ...answer, notes: [...answer.notes] };
}
