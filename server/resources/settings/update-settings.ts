import { type Actor, requireRole } from '#server/auth/actor.ts';
import { db, jsonNull } from '#server/db/client.ts';
import { readSettings, type Settings } from '#server/db/settings.ts';

type Change = { [K in keyof Settings]?: Settings[K] | undefined };

/** Only what was sent is changed. Plans that were made before keep what they were made with. */
export async function updateSettings(actor: Actor, change: Change): Promise<Settings> {
  requireRole(actor, 'admin');
  return db.$transaction(async (tx) => {
    for (const [key, sent] of Object.entries(change)) {
      if (sent === undefined) continue;
      const value = sent ?? jsonNull;
      await tx.setting.upsert({ where: { key }, create: { key, value }, update: { value } });
    }
    return readSettings(tx);
  });
}
