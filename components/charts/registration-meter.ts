import type { CapacitySummaryDto } from '#contract/api/capacity-records.ts';

type Line = Pick<CapacitySummaryDto['arrays'][number], 'planned' | 'actual' | 'limit' | 'limitScope' | 'headroom'>;

/**
 * What a bar of an array shows: what it holds, with what is still to come drawn lighter; where the limit is counted over
 * a part of the array, how full the fullest part is. An array that does not tell is shown by what is planned.
 */
export function registrationMeter({ planned, actual, limit, limitScope, headroom }: Line) {
  if (limit !== null && headroom !== null && limitScope !== 'array')
    return { value: limit - headroom, limit, toCome: 0 };
  return { value: actual ?? planned, limit, toCome: actual === null ? 0 : Math.max(0, planned - actual) };
}
