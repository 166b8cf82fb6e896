'use client';

import {
  Area,
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { type BandChartProps, type BandSeries, formatDay } from './band-point.ts';
import { niceTicks } from './nice-ticks.ts';

const axisText = { fill: 'var(--color-dim)', fontSize: 13 };
const lineColor = ['var(--color-series-1)', 'var(--color-series-2)', 'var(--color-series-3)'];

type Datum = { atMs: number; band?: readonly [number, number] | undefined } & Record<string, unknown>;

/** The picture of a BandChart. Thin lines; labels stand at the lines' ends, so no legend is needed. */
export function BandPlot(props: BandChartProps & { bandLabel: string }) {
  const { points, series, thresholds, formatAxis, axisUnit = 1, summary, title } = props;
  const data: Datum[] = points.map(({ atMs, values, band }) => ({ ...values, atMs, band }));
  const highest = Math.max(...thresholds.map(({ value }) => value), ...points.flatMap(figures));
  const ticks = niceTicks(highest, axisUnit);
  return (
    <div role="img" aria-label={`${title}. ${summary}`} className="h-full">
      <ResponsiveContainer width="100%" height="100%">
        <ComposedChart data={data} margin={{ top: 18, right: 96, bottom: 0, left: 0 }} accessibilityLayer={false}>
          <CartesianGrid vertical={false} stroke="var(--color-line)" />
          <XAxis
            dataKey="atMs"
            type="number"
            scale="time"
            domain={['dataMin', 'dataMax']}
            tickFormatter={(atMs: number) => formatDay(atMs).slice(5, 10)}
            tick={axisText}
            tickLine={false}
            axisLine={{ stroke: 'var(--color-line-strong)' }}
            minTickGap={48}
          />
          <YAxis
            domain={[0, Math.max(highest * 1.05, ticks.at(-1) ?? 0)]}
            ticks={ticks}
            tickFormatter={formatAxis}
            tick={axisText}
            tickLine={false}
            axisLine={false}
            width={64}
          />
          <Tooltip
            isAnimationActive={false}
            cursor={{ stroke: 'var(--color-edge)' }}
            content={({ active, payload }) => {
              const datum = payload?.[0]?.payload as Datum | undefined;
              return active && datum ? <Readout datum={datum} {...props} /> : null;
            }}
          />
          <Area
            dataKey="band"
            stroke="none"
            fill="var(--color-thread)"
            fillOpacity={0.16}
            isAnimationActive={false}
            activeDot={false}
          />
          {thresholds.map(({ value, label, tone }) => (
            <ReferenceLine
              key={label}
              y={value}
              stroke={tone === 'limit' ? 'var(--color-danger)' : 'var(--color-warning)'}
              strokeDasharray={tone === 'limit' ? undefined : '4 3'}
              label={{
                value: label,
                position: 'insideBottomLeft',
                fill: 'var(--color-muted)',
                fontSize: 13,
                offset: 4,
              }}
            />
          ))}
          {series.map((line, index) => (
            <Line
              key={line.key}
              dataKey={line.key}
              type="linear"
              stroke={lineColor[index % lineColor.length]}
              strokeWidth={1.75}
              strokeDasharray={line.look === 'forecast' ? '5 4' : undefined}
              dot={false}
              activeDot={{ r: 3.5, strokeWidth: 0 }}
              isAnimationActive={false}
              label={(label) => (
                <EndLabel
                  {...(label as LabelPlace)}
                  line={line}
                  data={data}
                  color={lineColor[index % lineColor.length]}
                />
              )}
            />
          ))}
        </ComposedChart>
      </ResponsiveContainer>
    </div>
  );
}

function figures(point: BandChartProps['points'][number]): number[] {
  return [...Object.values(point.values), ...(point.band ?? [])].filter((value): value is number => value !== null);
}

type LabelPlace = { x?: number; y?: number; index?: number };
type EndLabelProps = LabelPlace & { line: BandSeries; data: readonly Datum[]; color: string | undefined };

/** The line's name, once, at its last value. */
function EndLabel({ x = 0, y = 0, index = 0, line, data, color }: EndLabelProps) {
  const last = data.findLastIndex((datum) => typeof datum[line.key] === 'number');
  if (index !== last) return <g />;
  const atEdge = last === data.length - 1;
  return (
    <text
      x={atEdge ? x + 6 : x}
      y={atEdge ? y : y + 17}
      dy={atEdge ? '0.35em' : undefined}
      textAnchor={atEdge ? 'start' : 'end'}
      fontSize={13}
      fill={color}
    >
      {line.label}
    </text>
  );
}

function Readout({ datum, series, format, bandLabel }: { datum: Datum } & BandChartProps & { bandLabel: string }) {
  return (
    <div className="floats px-3 py-2 tabular-nums">
      <p className="text-dim">{formatDay(datum.atMs)}</p>
      {series.map(({ key, label }) => {
        const value = datum[key];
        if (typeof value !== 'number') return null;
        return (
          <p key={key} className="flex justify-between gap-4">
            <span className="text-muted">{label}</span> {format(value)}
          </p>
        );
      })}
      {datum.band && (
        <p className="flex justify-between gap-4">
          <span className="text-muted">{bandLabel}</span> {format(datum.band[0])} – {format(datum.band[1])}
        </p>
      )}
    </div>
  );
}
