import type { ForecastDto } from '#contract/api/capacity-records.ts';

type Line = Pick<ForecastDto, 'status' | 'days' | 'neededDays' | 'reaches'>;
type Text = { text: string; tone: 'danger' | 'warning' | 'neutral' | 'unknown' };

/** Sooner than this there is hardly time to buy disks. */
const SOON_DAYS = 90;

/** When a pool is full, in words; unknown until there is enough data, and a range where the trend has one. */
export function timeToFull(line: Line, percent = 100): Text {
  if (line.status === 'needs-data')
    return { text: `needs ${line.neededDays} days of data, has ${line.days}`, tone: 'unknown' };
  const reach = line.reaches.find((one) => one.percent === percent);
  if (!reach) return { text: 'not known', tone: 'unknown' };
  if (reach.state === 'reached') return { text: 'reached', tone: 'danger' };
  if (reach.state === 'not-expected') return { text: 'not within ten years', tone: 'neutral' };
  const { days, earliestDays: earliest, latestDays: latest } = reach;
  if (days === null) return { text: `not at the trend; ${inDays(earliest ?? 0)} at the earliest`, tone: 'neutral' };
  const range = latest === null ? `from ${earliest ?? days} days on` : `${earliest ?? days} to ${latest}`;
  const exact = earliest === days && latest === days;
  return { text: exact ? inDays(days) : `${inDays(days)} (${range})`, tone: days <= SOON_DAYS ? 'warning' : 'neutral' };
}

const inDays = (days: number) => `in ${days.toLocaleString('en')} ${days === 1 ? 'day' : 'days'}`;
