import type { CapacitySummaryDto } from '#contract/api/capacity-records.ts';

/** What the risk of an array is told by. */
type Line = Pick<CapacitySummaryDto['arrays'][number], 'array' | 'planned' | 'limit' | 'headroom' | 'verdict'>;

/** Unknown stands before within: what is not known is a risk, what is known to fit is none. */
const RISK = { exceeded: 0, warning: 1, unknown: 2, within: 3 };

/** Riskiest first. `headroom` tells how full the scope that binds is; `planned` is of the whole array. */
export function byRisk(a: Line, b: Line): number {
  const share = ({ limit, headroom }: Line) =>
    limit === null || headroom === null ? 0 : 1 - headroom / Math.max(1, limit);
  return (
    RISK[a.verdict] - RISK[b.verdict] ||
    share(b) - share(a) ||
    b.planned - a.planned ||
    a.array.name.localeCompare(b.array.name)
  );
}
