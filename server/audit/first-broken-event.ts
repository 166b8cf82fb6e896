import type { Db } from '#server/db/client.ts';

/** The id of the first event whose hash does not follow from it and the one before; null = the record is whole. */
export async function firstBrokenEvent(db: Db): Promise<bigint | null> {
  const [found] = await db.$queryRaw<{ id: bigint | null }[]>`
    SELECT min(id) AS id FROM (
      SELECT event.id, event.hash, audit_event_hash(lag(event.hash, 1, '') OVER (ORDER BY event.id), event) AS right_hash
      FROM "AuditEvent" AS event
    ) AS checked WHERE hash <> right_hash`;
  return found?.id ?? null;
}
