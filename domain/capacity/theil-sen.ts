/** Slope per unit of x, with the bounds of its 95 % confidence interval. */
export type Trend = { slope: number; low: number; high: number };

/** Two-sided 95 % of the normal distribution. */
const Z_95 = 1.959964;

/**
 * The median of the slopes of all pairs (Theil 1950, Sen 1968): up to 29 % of the points may be wild (a full copy that came
 * and went, a clock that jumped) and it holds. The interval is Sen's, from the ranks of the slopes by Kendall's variance,
 * and asks nothing of how the errors are distributed. Null with fewer than two different x.
 */
export function theilSen(points: readonly { x: number; y: number }[]): Trend | null {
  const slopes: number[] = [];
  points.forEach((a, at) => {
    for (const b of points.slice(at + 1)) if (a.x !== b.x) slopes.push((b.y - a.y) / (b.x - a.x));
  });
  if (slopes.length === 0) return null;
  const sorted = Float64Array.from(slopes).sort();
  const n = points.length;
  const spread = Z_95 * Math.sqrt((n * (n - 1) * (2 * n + 5)) / 18);
  const last = sorted.length - 1;
  const lowRank = Math.floor((sorted.length - spread) / 2) - 1;
  const highRank = Math.ceil((sorted.length + spread) / 2);
  return {
    slope: median(sorted),
    low: sorted[Math.min(last, Math.max(0, lowRank))] ?? 0,
    high: sorted[Math.max(0, Math.min(last, highRank))] ?? 0,
  };
}

/** Of sorted numbers; the mean of the two in the middle when they are even. */
export function median(sorted: ArrayLike<number>): number {
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  if (sorted.length % 2 === 1) return upper;
  const lower = sorted[middle - 1] ?? 0;
  return lower + (upper - lower) / 2;
}
