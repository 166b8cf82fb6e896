import { answer, type CapacityRefusal, type Outcome, refuse } from './outcome.ts';
import { DAY_MS, type Reach, reachesOf } from './reach.ts';
import { median, type Trend, theilSen } from './theil-sen.ts';
import { refuseBytes, refuseCount } from './whole-number.ts';

/** One look at a pool. Used = allocated to data, provisioned = sum of the LUNs' sizes, physical = what the pool has. */
export type PoolSample = { atMs: number; usedBytes: number; provisionedBytes: number; physicalBytes: number };

export type ForecastPoint = { atMs: number; expectedBytes: number; lowBytes: number; highBytes: number };

export type Forecast = {
  /** 'needs-data': fewer than NEEDED_DAYS days have samples, so no trend is shown. */
  status: 'forecast' | 'needs-data';
  days: number;
  neededDays: number;
  /** The last sample; null when there is none. */
  current: (PoolSample & { usedPercent: number }) | null;
  /** Thin provisioning: what is promised against what there is. */
  overCommit: { percent: number; overBytes: number } | null;
  trend: {
    method: string;
    usedBytesPerDay: number;
    lowBytesPerDay: number;
    highBytesPerDay: number;
    provisionedBytesPerDay: number;
  } | null;
  reaches: readonly Reach[];
  projection: readonly ForecastPoint[];
};

export const NEEDED_DAYS = 7;

/** Bounds the pairs of the trend; a year and a half says more of a pool's future than its whole life. */
const MAX_DAYS = 550;
const METHOD = 'Theil-Sen slope of daily medians, 95 % interval (Sen 1968)';

/** When a pool fills: a robust trend of its recorded samples, never a guess from too few of them. */
export function forecast(samples: readonly PoolSample[], nowMs: number): Outcome<Forecast> {
  const refusals = [refuseBytes('nowMs', nowMs), ...samples.flatMap(refuseSample)].filter(
    (refusal) => refusal !== null,
  );
  if (refusals.length > 0) return refuse(refusals);
  const sorted = samples.toSorted((a, b) => a.atMs - b.atMs);
  const last = sorted.at(-1) ?? null;
  const used = dailyMedians(sorted, (sample) => sample.usedBytes);
  const base = {
    days: used.length,
    neededDays: NEEDED_DAYS,
    current: last && { ...last, usedPercent: percentOf(last.usedBytes, last.physicalBytes) },
    overCommit: last && overCommitOf(last),
  };
  const trend = used.length < NEEDED_DAYS ? null : theilSen(used);
  if (!trend || !last) return answer({ ...base, status: 'needs-data', trend: null, reaches: [], projection: [] });
  const provisioned = theilSen(dailyMedians(sorted, (sample) => sample.provisionedBytes));
  return answer({
    ...base,
    status: 'forecast',
    trend: {
      method: METHOD,
      usedBytesPerDay: Math.round(trend.slope),
      lowBytesPerDay: Math.floor(trend.low),
      highBytesPerDay: Math.ceil(trend.high),
      provisionedBytesPerDay: Math.round(provisioned?.slope ?? 0),
    },
    reaches: reachesOf(last, trend, nowMs),
    projection: projectionOf(last, trend, used.length),
  });
}

/** One point a day, so that an hour with many samples weighs no more than one with few. */
function dailyMedians(sorted: readonly PoolSample[], of: (sample: PoolSample) => number) {
  const days = new Map<number, number[]>();
  for (const sample of sorted) {
    const day = Math.floor(sample.atMs / DAY_MS);
    const values = days.get(day);
    if (values) values.push(of(sample));
    else days.set(day, [of(sample)]);
  }
  const points = [...days].map(([x, values]) => ({ x, y: median(values.sort((a, b) => a - b)) }));
  return points.slice(-MAX_DAYS);
}

/** For a chart: from the last sample on, as far ahead as there is history, from a month to a year. */
function projectionOf(last: PoolSample, trend: Trend, days: number): ForecastPoint[] {
  const ahead = Math.min(365, Math.max(30, days));
  const at = (slope: number, day: number) =>
    Math.min(Number.MAX_SAFE_INTEGER, Math.max(0, Math.round(last.usedBytes + slope * day)));
  return Array.from({ length: 13 }, (_, step) => {
    const day = Math.round((ahead * step) / 12);
    const expectedBytes = at(trend.slope, day);
    return {
      atMs: last.atMs + day * DAY_MS,
      expectedBytes,
      lowBytes: at(trend.low, day),
      highBytes: at(trend.high, day),
    };
  });
}

function overCommitOf({ provisionedBytes, physicalBytes }: PoolSample) {
  return {
    percent: percentOf(provisionedBytes, physicalBytes),
    overBytes: Math.max(0, provisionedBytes - physicalBytes),
  };
}

/** Whole percent, rounded down: 100 is said only of what is full. Beyond all sense it stops at the largest exact number. */
function percentOf(part: number, whole: number): number {
  return Math.min(Number.MAX_SAFE_INTEGER, Number((BigInt(part) * 100n) / BigInt(whole)));
}

function refuseSample(sample: PoolSample, at: number): (CapacityRefusal | null)[] {
  return [
    refuseCount(`samples[${at}].atMs`, sample.atMs, { min: 0, max: 8_640_000_000_000_000 }),
    refuseBytes(`samples[${at}].usedBytes`, sample.usedBytes),
    refuseBytes(`samples[${at}].provisionedBytes`, sample.provisionedBytes),
    refuseBytes(`samples[${at}].physicalBytes`, sample.physicalBytes, 1),
  ];
}
