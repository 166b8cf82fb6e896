import type { Trend } from './theil-sen.ts';

/**
 * When a pool reaches a share of its size, in days from now. 'possible' = not at the trend, but at the upper end of its
 * interval; null days = not within HORIZON_DAYS.
 */
export type Reach = {
  percent: number;
  bytes: number;
  state: 'reached' | 'expected' | 'possible' | 'not-expected';
  days: number | null;
  earliestDays: number | null;
  latestDays: number | null;
};

/** Beyond ten years a trend of some months says nothing. */
export const HORIZON_DAYS = 3650;
export const REACH_PERCENTS = [80, 90, 100] as const;

export const DAY_MS = 86_400_000;

type Level = { atMs: number; usedBytes: number; physicalBytes: number };

export function reachesOf(last: Level, trend: Trend, nowMs: number): Reach[] {
  const ageDays = Math.max(0, nowMs - last.atMs) / DAY_MS;
  return REACH_PERCENTS.map((percent) => {
    const bytes = Number((BigInt(last.physicalBytes) * BigInt(percent) + 99n) / 100n);
    const left = bytes - last.usedBytes;
    if (left <= 0) return { percent, bytes, state: 'reached', days: 0, earliestDays: 0, latestDays: 0 };
    const days = daysTo(left, trend.slope, ageDays, Math.round);
    const earliestDays = daysTo(left, trend.high, ageDays, Math.floor);
    const latestDays = daysTo(left, trend.low, ageDays, Math.ceil);
    const state = days !== null ? 'expected' : earliestDays !== null ? 'possible' : 'not-expected';
    return { percent, bytes, state, days, earliestDays, latestDays };
  });
}

function daysTo(left: number, perDay: number, ageDays: number, round: (days: number) => number): number | null {
  // Also keeps the division from overflowing.
  if (perDay <= left / (HORIZON_DAYS + ageDays)) return null;
  return Math.max(0, round(left / perDay - ageDays));
}
