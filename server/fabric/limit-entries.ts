import { ArrayCapabilities } from '#contract/agent/inventory.ts';
import { ConfidenceName, LimitScopeName } from '#contract/api/capacity-counts.ts';
import type { LimitEntry } from '#domain/capacity/limit-entry.ts';
import { withReportedLimits } from '#domain/capacity/reported-limits.ts';
import { type Db, db, type Prisma } from '#server/db/client.ts';

const { registrationLimit } = ArrayCapabilities.shape;

/** Every line of the limits table, and what arrays report of themselves: two queries. */
export async function limitEntries(from: Db = db): Promise<LimitEntry[]> {
  const lines = await from.capacityLimit.findMany({ orderBy: { id: 'asc' } });
  const arrays = await from.array.findMany({
    select: { id: true, capabilities: true, agent: { select: { lastInventoryAt: true } } },
    orderBy: { id: 'asc' },
  });
  const reporting = arrays.map(({ id, capabilities, agent }) => ({
    id,
    registrationLimit: reportedLimit(capabilities),
    asOf: agent.lastInventoryAt?.toISOString() ?? null,
  }));
  return withReportedLimits(lines.map(limitEntry), reporting);
}

/** One line as the calculators read it. */
export function limitEntry(row: Prisma.CapacityLimitGetPayload<object>): LimitEntry {
  const { id, arrayId, arrayModel, fromFirmware, beforeFirmware, demand, source } = row;
  return {
    ...{ id, arrayId, arrayModel, fromFirmware, beforeFirmware, demand, source },
    scope: LimitScopeName.catch('array').parse(row.scope),
    value: row.value === null ? null : Number(row.value),
    statedOn: row.statedOn?.toISOString().slice(0, 10) ?? null,
    // What this version cannot read is relied on least.
    confidence: ConfidenceName.catch('low').parse(row.confidence),
  };
}

/** Whatever else it reports may be unreadable. */
function reportedLimit(capabilities: unknown) {
  const stated = (capabilities as { registrationLimit?: unknown } | null)?.registrationLimit;
  return registrationLimit.catch(null).parse(stated ?? null);
}
