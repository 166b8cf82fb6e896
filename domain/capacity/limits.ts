import type { ArrayKind, Confidence } from './demand-rules.ts';
import { type FirmwareRange, inFirmwareRange } from './firmware.ts';

/** What an array counts its registrations over. */
export const LIMIT_SCOPES = ['lun', 'target', 'pool', 'array'] as const;
export type LimitScope = (typeof LIMIT_SCOPES)[number];

/**
 * How many registrations an array can hold. Limits are data, because few are published: for one array (`arrayId`, e.g. from
 * a probe) or for a model and a range of firmware.
 */
export type LimitRecord = FirmwareRange & {
  id: string;
  arrayId: string | null;
  model: string | null;
  scope: LimitScope;
  /** null = known to be unknown: somebody looked, and no figure could be had. */
  value: number | null;
  source: string;
  date: string | null;
  confidence: Confidence;
};

export type ArrayIdentity = ArrayKind & { arrayId: string | null };

const RANK: Readonly<Record<Confidence, number>> = { high: 3, medium: 2, low: 1 };

/**
 * The limit that applies for each scope, at most one a scope; none = UNKNOWN, which is never read as 'no limit'.
 * The array's own record goes before its model's; then confidence, then the later date, then the smaller value.
 */
export function applicableLimits(array: ArrayIdentity, records: readonly LimitRecord[]): LimitRecord[] {
  return LIMIT_SCOPES.flatMap((scope) => {
    const candidates = records.filter((record) => record.scope === scope && applies(array, record));
    const [best] = candidates.toSorted((a, b) => preference(array, a, b));
    return best ? [best] : [];
  });
}

function applies(array: ArrayIdentity, record: LimitRecord): boolean {
  if (record.arrayId !== null) return record.arrayId === array.arrayId;
  if (record.model === null || array.model === null) return false;
  if (record.model.trim().toLowerCase() !== array.model.trim().toLowerCase()) return false;
  return inFirmwareRange(array.firmware, record) !== false;
}

function preference(array: ArrayIdentity, a: LimitRecord, b: LimitRecord): number {
  return (
    Number(b.arrayId !== null) - Number(a.arrayId !== null) ||
    // A record that may belong to another firmware is doubtful: among the doubtful the smallest is the safe one.
    certainty(array, b) - certainty(array, a) ||
    (certainty(array, a) === 0 ? smaller(a, b) : 0) ||
    RANK[b.confidence] - RANK[a.confidence] ||
    (b.date ?? '').localeCompare(a.date ?? '') ||
    smaller(a, b) ||
    a.id.localeCompare(b.id)
  );
}

function certainty(array: ArrayIdentity, record: LimitRecord): 0 | 1 {
  return record.arrayId !== null || inFirmwareRange(array.firmware, record) === true ? 1 : 0;
}

function smaller(a: LimitRecord, b: LimitRecord): number {
  return (a.value ?? Number.MAX_SAFE_INTEGER) - (b.value ?? Number.MAX_SAFE_INTEGER);
}
