import { type Actor, requireRole } from '#server/auth/actor.ts';
import { db } from '#server/db/client.ts';
import { readSettings, type Settings } from '#server/db/settings.ts';

export function getSettings(actor: Actor): Promise<Settings> {
  requireRole(actor, 'viewer');
  return readSettings(db);
}
