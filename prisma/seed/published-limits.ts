import { PUBLISHED_LIMITS } from '#domain/capacity/published-limits.ts';
import type { Db } from '#server/db/client.ts';

const SEEDED = 'published-limits-seeded';

const scopes: Readonly<Record<string, string>> = { LUN: 'lun', target: 'target', pool: 'pool', array: 'array' };

/** What the demo's made-up arrays are made up to hold: one near its limit, one well within; nobody knows of the others. */
const demoLimits = [
  { arrayModel: 'CX-40', fromFirmware: '4.0', scope: 'array', value: 48n },
  { arrayModel: 'H300', fromFirmware: null, scope: 'lun', value: 16n },
];

/**
 * The published limits on registrations, as lines of the limits table that an admin may change or forget: laid once, so
 * that what was forgotten stays so. A line without a value says that no figure is published.
 */
export async function seedPublishedLimits(db: Db): Promise<void> {
  if (await db.setting.findUnique({ where: { key: SEEDED } })) return;
  const lines = PUBLISHED_LIMITS.filter(({ counts, per }) => counts === 'registrations' && per in scopes);
  await db.capacityLimit.createMany({
    data: lines.map(({ system, per, value, note, source, date, confidence }) => ({
      arrayModel: system,
      scope: scopes[per] ?? 'array',
      value: value === null ? null : BigInt(value),
      source: note === null ? source : `${source}; ${note}`,
      statedOn: date === null ? null : new Date(date),
      confidence,
    })),
  });
  await db.setting.create({ data: { key: SEEDED, value: true } });
}

/** With the rest of the demo, in its transaction. */
export async function seedDemoLimits(db: Db): Promise<void> {
  const source = 'made up for the demo fabric';
  await db.capacityLimit.createMany({ data: demoLimits.map((line) => ({ ...line, source, confidence: 'low' })) });
}
