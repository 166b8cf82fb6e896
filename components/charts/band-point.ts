import type { ReactNode } from 'react';

/** One moment. A line without a value there has a gap, never a zero. */
export type BandPoint = {
  /** Unix time in ms. */
  atMs: number;
  /** By series key; null where nothing was recorded. */
  values: Readonly<Record<string, number | null>>;
  /** The range a forecast gives, in the same unit. */
  band?: readonly [low: number, high: number];
};

export type BandSeries = { key: string; label: string /** `forecast` is dashed. */; look: 'line' | 'forecast' };

export type Threshold = { value: number; label: string; tone: 'warning' | 'limit' };

export type BandChartProps = {
  title: string;
  summary: string;
  points: readonly BandPoint[];
  series: readonly BandSeries[];
  thresholds: readonly Threshold[];
  /** Writes a figure exactly, with its unit. */
  format: (value: number) => string;
  /** Writes a figure on the axis, short. */
  formatAxis: (value: number) => string;
  /** What one of the axis is, in the figures' unit (1024 ** 4 for TiB), so that ticks fall on round numbers. */
  axisUnit?: number;
  /** Names the band in the tooltip: "80 % range". */
  bandLabel?: string;
  /** In px. */
  height?: number;
  /** Shown instead of the chart when there are no points: what is missing and until when. */
  empty: ReactNode;
};

/** 2026-03-12 14:00, UTC: the same on the server, on paper and in every reader's browser. */
export function formatDay(atMs: number): string {
  return `${new Date(atMs).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
