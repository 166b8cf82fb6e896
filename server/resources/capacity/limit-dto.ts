import type { CapacityLimitDto } from '#contract/api/capacity-records.ts';
import type { Prisma } from '#server/db/client.ts';
import { limitEntry } from '#server/fabric/limit-entries.ts';

/** A line of the limits table. */
export function limitDto(row: Prisma.CapacityLimitGetPayload<object>): CapacityLimitDto {
  return { ...limitEntry(row), createdAt: row.createdAt.toISOString(), updatedAt: row.updatedAt.toISOString() };
}
