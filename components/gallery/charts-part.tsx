'use client';

import { BandChart } from '#components/charts/band-chart.tsx';
import type { BandPoint } from '#components/charts/band-point.ts';
import { HeatMap } from '#components/charts/heat-map.tsx';
import { MeterList } from '#components/charts/meter-list.tsx';
import { Sparkline } from '#components/charts/sparkline.tsx';
import { formatBytes } from '#components/ui/format-bytes.ts';
import { PageHead } from '#components/ui/page-head.tsx';
import { Section } from '#components/ui/section.tsx';

const tib = 1024 ** 4;
const day = 86_400_000;
const start = Date.UTC(2026, 1, 1);
const points: BandPoint[] = Array.from({ length: 90 }, (_, at) => {
  const used = (5.2 + at * 0.045 + Math.sin(at / 3) * 0.12) * tib;
  const past = at <= 45;
  return {
    atMs: start + at * day,
    values: { used: past && at % 17 !== 9 ? used : null, forecast: past && at < 45 ? null : (5.2 + at * 0.045) * tib },
    ...(at >= 45
      ? { band: [(5.2 + at * 0.045 - (at - 45) * 0.015) * tib, (5.2 + at * 0.045 + (at - 45) * 0.02) * tib] as const }
      : {}),
  };
});
const writeBytes = (value: number) => {
  const { value: number, unit } = formatBytes(value);
  return `${number} ${unit}`;
};
const hosts = Array.from({ length: 12 }, (_, at) => `hv-${String(at + 1).padStart(2, '0')}`);
const csvs = Array.from({ length: 40 }, (_, at) => `csv-${String(at + 1).padStart(2, '0')}`);
const heat = hosts.map((_, row) =>
  csvs.map((_, column) => ((row * 7 + column * 3) % 23 === 0 ? null : (row * 5 + column * column) % 19)),
);

export function ChartsPart() {
  return (
    <>
      <PageHead title="Charts" />
      <Section title="Forecast">
        <BandChart
          title="Pool san-a/p1"
          summary="Used 7.2 TiB; reaches 80 % of 10 TiB in about 17 days, full in 62 to 84 days."
          points={points}
          series={[
            { key: 'used', label: 'Used', look: 'line' },
            { key: 'forecast', label: 'Trend', look: 'forecast' },
          ]}
          thresholds={[
            { value: 8 * tib, label: '80 %', tone: 'warning' },
            { value: 10 * tib, label: 'Full, 10 TiB', tone: 'limit' },
          ]}
          format={writeBytes}
          formatAxis={writeBytes}
          axisUnit={tib}
          bandLabel="Range"
          empty={null}
        />
      </Section>
      <Section title="Registrations">
        <div className="grid gap-10 lg:grid-cols-2">
          <MeterList
            title="Against the limit"
            summary="san-c is above its limit."
            unit="registrations"
            items={[
              { key: 'c', label: 'san-c', value: 264, limit: 256, note: 'Disks may disappear from cluster east' },
              { key: 'b', label: 'san-b', value: 216, limit: 256 },
              { key: 'a', label: 'san-a', value: 96, limit: 256, planned: 32 },
              { key: 'd', label: 'san-d', value: 40, limit: null },
            ]}
          />
          <p className="flex flex-wrap items-center gap-4 self-start">
            san-a{' '}
            <Sparkline
              label="Registrations on san-a, 30 days: 60 to 96"
              values={[60, 62, 64, 64, 70, null, 80, 82, 96]}
              threshold={90}
            />
            <span className="tabular-nums">96</span>
          </p>
        </div>
      </Section>
      <Section title="Hosts × CSVs">
        <HeatMap
          title="Registrations per host and CSV"
          summary="12 hosts, 40 CSVs; 21 cells unknown, 10 above the limit of 16."
          rowKind="Host"
          columnKind="CSV"
          rows={hosts}
          columns={csvs}
          values={heat}
          limit={16}
          unit="registrations"
        />
      </Section>
    </>
  );
}
