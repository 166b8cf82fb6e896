import type { LimitEntry } from './limit-entry.ts';
import type { LimitScope } from './limits.ts';

/** What an array says of itself. `asOf`: when its agent was last read, RFC 3339; null = never. */
export type ReportingArray = {
  id: string;
  registrationLimit: { scope: LimitScope; value: number } | null;
  asOf: string | null;
};

/**
 * The limits table with what arrays report of themselves, as lines of their own. An array enforces what it is configured
 * for, so that figure is as good as any; but an administrator's figure for the very array and scope goes before it.
 */
export function withReportedLimits(entries: readonly LimitEntry[], arrays: readonly ReportingArray[]): LimitEntry[] {
  const stated = new Set(
    entries.filter(({ value }) => value !== null).map(({ arrayId, scope }) => `${arrayId} ${scope}`),
  );
  const reported = arrays.flatMap(({ id, registrationLimit: limit, asOf }): LimitEntry[] =>
    limit === null || stated.has(`${id} ${limit.scope}`) ? [] : [reportedEntry(id, limit, asOf)],
  );
  return [...entries, ...reported];
}

function reportedEntry(arrayId: string, { scope, value }: { scope: LimitScope; value: number }, asOf: string | null) {
  return {
    ...{ id: `reported:${arrayId}`, arrayId, arrayModel: null, fromFirmware: null, beforeFirmware: null },
    ...{ scope, value, demand: null, source: 'reported by its agent', confidence: 'high' as const },
    statedOn: asOf?.slice(0, 10) ?? null,
  };
}
