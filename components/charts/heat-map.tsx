'use client';

import { useMemo, useState } from 'react';
import { StateChip } from '#components/ui/state-chip.tsx';
import { heatLook } from './cell-look.ts';
import { CellMap } from './cell-map.tsx';
import { ChartFrame } from './chart-frame.tsx';
import { type Cell, type HeatState, heatState } from './heat-scale.ts';

export type HeatMapProps = {
  title: string;
  summary: string;
  /** What rows and columns are: "Host", "CSV". */
  rowKind: string;
  columnKind: string;
  rows: readonly string[];
  columns: readonly string[];
  /** values[row][column]; null where nobody has reported. */
  values: readonly (readonly (number | null)[])[];
  /** Per cell; null where unknown. */
  limit: number | null;
  unit: string;
};

const word: Record<HeatState, { tone: 'unknown' | 'neutral' | 'ok' | 'warning' | 'danger'; label: string }> = {
  unknown: { tone: 'unknown', label: 'Unknown' },
  none: { tone: 'neutral', label: 'None' },
  within: { tone: 'ok', label: 'Within' },
  warning: { tone: 'warning', label: 'Above 80 %' },
  exceeded: { tone: 'danger', label: 'Exceeded' },
};

const number = (value: number | null | undefined) =>
  typeof value === 'number' ? value.toLocaleString('en') : 'unknown';

/** Figures of rows × columns against a limit: the nearer to it, the more strongly dyed. */
export function HeatMap({ title, summary, rowKind, columnKind, rows, columns, values, limit, unit }: HeatMapProps) {
  const [cell, setCell] = useState<Cell | null>(null);
  const looks = useMemo(() => {
    const highest = values.reduce((top, row) => row.reduce<number>((most, one) => Math.max(most, one ?? 0), top), 1);
    return values.map((row) => row.map((value) => heatLook(value, limit, highest)));
  }, [values, limit]);
  const table = () => ({
    columns: [
      { key: 'row', label: rowKind },
      ...columns.map((label) => ({ key: label, label, kind: 'number' as const })),
    ],
    rows: rows.map((label, row) => ({
      key: label,
      cells: [label, ...columns.map((_, at) => number(values[row]?.[at]))],
    })),
  });
  if (rows.length === 0 || columns.length === 0) {
    return <p className="border-y px-3 py-6 text-muted">No {rows.length === 0 ? rowKind : columnKind} to show.</p>;
  }
  // A map that shrinks while it is pointed at leaves nothing to tell of.
  const shown = cell && cell.row < rows.length && cell.column < columns.length ? cell : null;
  const valueAt = ({ row, column }: Cell) => values[row]?.[column] ?? null;
  const of = limit === null ? 'unknown' : limit.toLocaleString('en');
  return (
    <ChartFrame title={title} summary={summary} table={table}>
      <CellMap
        label={`${title}. ${summary}`}
        rows={rows}
        columns={columns}
        looks={looks}
        cell={shown}
        onCell={setCell}
        read={(at) =>
          `${columns[at.column]} on ${rows[at.row]}: ${number(valueAt(at))} of ${of} ${unit}, ${word[heatState(valueAt(at), limit)].label}`
        }
      />
      <div className="mt-2 flex min-h-6 flex-wrap items-center gap-x-3">
        {shown ? (
          <>
            <span>
              {columns[shown.column]} <span className="text-dim">on</span> {rows[shown.row]}
            </span>
            <span className="tabular-nums">
              {number(valueAt(shown))}
              <span className="text-dim">
                {' '}
                of {of} {unit}
              </span>
            </span>
            <StateChip {...word[heatState(valueAt(shown), limit)]} />
          </>
        ) : (
          <span className="text-dim">
            {columnKind} across, {rowKind.toLowerCase()} down; a dot from 80 % of the limit, a cross above it, hatched
            where unknown. Point at a cell, or use the arrow keys.
          </span>
        )}
      </div>
    </ChartFrame>
  );
}
