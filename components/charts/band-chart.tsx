'use client';

import { lazy, Suspense } from 'react';
import { type BandChartProps, formatDay } from './band-point.ts';
import { ChartFrame } from './chart-frame.tsx';

// The drawing library is large: it comes when a chart does.
const BandPlot = lazy(() => import('./band-plot.tsx').then((module) => ({ default: module.BandPlot })));

/** Lines over time, a band where the future is a range, thresholds as lines, labels at the lines' ends. */
export function BandChart(props: BandChartProps) {
  const { title, summary, points, series, format, bandLabel = 'Range', height = 240, empty } = props;
  if (points.length === 0) return <div className="border-y">{empty}</div>;
  const hasBand = points.some((point) => point.band);
  const table = () => ({
    columns: [
      { key: 'at', label: 'Time' },
      ...series.map(({ key, label }) => ({ key, label, kind: 'number' as const })),
      ...(hasBand ? [{ key: 'band', label: bandLabel, kind: 'number' as const }] : []),
    ],
    rows: points.map((point) => ({
      key: String(point.atMs),
      cells: [
        formatDay(point.atMs),
        ...series.map(({ key }) => formatOrGap(point.values[key], format)),
        ...(hasBand ? [point.band ? `${format(point.band[0])} – ${format(point.band[1])}` : '–'] : []),
      ],
    })),
  });
  return (
    <ChartFrame title={title} summary={summary} table={table}>
      <div style={{ height }} className="w-full">
        <Suspense fallback={<div className="h-full animate-shuttle rounded-control bg-hover" />}>
          <BandPlot {...props} bandLabel={bandLabel} height={height} />
        </Suspense>
      </div>
    </ChartFrame>
  );
}

function formatOrGap(value: number | null | undefined, format: (value: number) => string): string {
  return value === null || value === undefined ? '–' : format(value);
}
