'use client';

import { BandChart } from '#components/charts/band-chart.tsx';
import { timeToFull } from '#components/charts/time-to-full.ts';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { formatBytes } from '#components/ui/format-bytes.ts';
import { Stat, Stats } from '#components/ui/stat.tsx';
import type { ForecastDto } from '#contract/api/capacity-records.ts';
import { forecastPoints } from './forecast-points.ts';

const size = (bytes: number) => `${formatBytes(bytes).value} ${formatBytes(bytes).unit}`;
const units = [1024 ** 4, 1024 ** 3, 1024 ** 2];

/** One pool: how full it is, when it reaches its thresholds, and the chart with the range of the trend. */
export function PoolForecast({ forecast }: { forecast: ForecastDto }) {
  const { pool, array, current, overCommit, trend } = forecast;
  const full = timeToFull(forecast);
  return (
    <div className="space-y-6">
      <Stats label={`${pool.name} on ${array.name}`}>
        <Stat
          label="Used"
          value={current ? current.usedPercent : 'unknown'}
          {...(current ? { unit: '%' } : { tone: 'unknown' as const })}
          note={current ? `${size(current.usedBytes)} of ${size(current.physicalBytes)}` : 'no sample was recorded'}
        />
        <Stat
          label="Provisioned"
          value={overCommit ? overCommit.percent : 'unknown'}
          {...(overCommit ? { unit: '%' } : { tone: 'unknown' as const })}
          note={overCommitNote(overCommit)}
        />
        <Stat
          label="Growth"
          value={trend ? size(trend.usedBytesPerDay) : 'unknown'}
          {...(trend ? {} : { tone: 'unknown' as const })}
          note={
            trend
              ? `a day; ${size(trend.lowBytesPerDay)} to ${size(trend.highBytesPerDay)}`
              : `needs ${forecast.neededDays} days of data, has ${forecast.days}`
          }
        />
        {trend && (
          <Stat label="Full" value={full.text.replace(/ \(.*$/, '')} note={rangeNote(forecast)} tone={full.tone} />
        )}
      </Stats>
      <ForecastChart forecast={forecast} />
      {trend && (
        <p className="text-dim">
          {trend.method}, of {forecast.days} days.
        </p>
      )}
    </div>
  );
}

function overCommitNote(overCommit: ForecastDto['overCommit']): string {
  if (!overCommit) return 'no sample was recorded';
  return overCommit.overBytes > 0
    ? `of the pool: ${size(overCommit.overBytes)} more is promised than there is`
    : 'of the pool: no more is promised than there is';
}

function rangeNote(forecast: ForecastDto): string {
  return [80, 90].map((percent) => `${percent} % ${timeToFull(forecast, percent).text}`).join('; ');
}

function ForecastChart({ forecast }: { forecast: ForecastDto }) {
  const { pool, array, history, projection, current, neededDays, days } = forecast;
  const physical = current?.physicalBytes ?? 0;
  const axisUnit = units.find((unit) => physical >= 2 * unit) ?? 1;
  const points = forecastPoints(history, projection);
  return (
    <BandChart
      title={`${pool.name} on ${array.name}`}
      summary={
        forecast.status === 'forecast'
          ? `Used ${current?.usedPercent ?? 0} %; full ${timeToFull(forecast).text}.`
          : `No forecast yet: it needs ${neededDays} days of data and has ${days}.`
      }
      points={points}
      series={[
        { key: 'used', label: 'Used', look: 'line' },
        { key: 'provisioned', label: 'Provisioned', look: 'line' },
        { key: 'forecast', label: 'Forecast', look: 'forecast' },
      ]}
      thresholds={[
        { value: physical * 0.8, label: '80 %', tone: 'warning' },
        { value: physical, label: 'Size of the pool', tone: 'limit' },
      ]}
      format={size}
      formatAxis={(bytes) => (bytes === 0 ? '0' : size(bytes))}
      axisUnit={axisUnit}
      bandLabel="95 % range"
      height={320}
      empty={
        <EmptyState title={`Nothing was recorded of ${pool.name}`} action={null}>
          {`A sample is taken every quarter of an hour while its array reports; the forecast needs ${neededDays} days of them.`}
        </EmptyState>
      }
    />
  );
}
