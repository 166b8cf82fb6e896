import type { BandPoint } from '#components/charts/band-point.ts';
import type { ForecastDto } from '#contract/api/capacity-records.ts';

/** What was recorded, then what is expected; the moment where one goes over into the other is one point with both. */
export function forecastPoints(history: ForecastDto['history'], projection: ForecastDto['projection']): BandPoint[] {
  const points = new Map<number, BandPoint>();
  for (const { at, usedBytes, provisionedBytes } of history) {
    const atMs = Date.parse(at);
    points.set(atMs, { atMs, values: { used: usedBytes, provisioned: provisionedBytes, forecast: null } });
  }
  for (const { at, expectedBytes, lowBytes, highBytes } of projection) {
    const atMs = Date.parse(at);
    const recorded = points.get(atMs)?.values ?? { used: null, provisioned: null };
    points.set(atMs, { atMs, values: { ...recorded, forecast: expectedBytes }, band: [lowBytes, highBytes] });
  }
  return [...points.values()];
}
