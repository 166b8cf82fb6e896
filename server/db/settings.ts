import type { z } from 'zod';
import { SettingsDto } from '#contract/api/console.ts';
import type { Db } from './client.ts';

export type Settings = z.output<typeof SettingsDto>;

const unset: Settings = { managementServer: null, quarantineDays: 7 };

/** What was set, and the defaults for the rest. A value that an older or newer version wrote and this one cannot read counts as unset. */
export async function readSettings(db: Db): Promise<Settings> {
  const rows = await db.setting.findMany({ where: { key: { in: Object.keys(unset) } } });
  const readable = rows.filter(({ key, value }) => SettingsDto.partial().safeParse({ [key]: value }).success);
  return SettingsDto.parse({ ...unset, ...Object.fromEntries(readable.map(({ key, value }) => [key, value])) });
}
