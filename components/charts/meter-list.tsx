import type { ReactNode } from 'react';
import { Meter } from '#components/ui/meter.tsx';
import { ChartFrame } from './chart-frame.tsx';

export type MeterListItem = {
  key: string;
  label: string;
  /** The label as a link, where it leads somewhere. */
  name?: ReactNode;
  /** Null: not reported. */
  value: number | null;
  /** Null: unknown. */
  limit: number | null;
  planned?: number | undefined;
  note?: ReactNode;
};

export type MeterListProps = {
  title: string;
  summary: string;
  unit: string;
  /** In the order to show them: riskiest first. */
  items: readonly MeterListItem[];
};

/** Several bars against their limits, riskiest first. */
export function MeterList({ title, summary, unit, items }: MeterListProps) {
  const number = (value: number | null | undefined) =>
    value === null || value === undefined ? 'unknown' : value.toLocaleString('en');
  const table = () => ({
    columns: [
      { key: 'name', label: 'Name' },
      { key: 'value', label: `Now, ${unit}`, kind: 'number' as const },
      { key: 'planned', label: 'Planned', kind: 'number' as const },
      { key: 'limit', label: 'Limit', kind: 'number' as const },
    ],
    rows: items.map(({ key, label, value, planned, limit }) => ({
      key,
      cells: [label, number(value), number(planned ?? 0), number(limit)],
    })),
  });
  return (
    <ChartFrame title={title} summary={summary} table={table}>
      <ul className="hairlines border-y">
        {items.map((item) => (
          <li
            key={item.key}
            className="grid items-center gap-x-4 gap-y-0.5 py-2 sm:grid-cols-[minmax(7rem,1fr)_minmax(0,3fr)]"
          >
            <span className="min-w-0 truncate">{item.name ?? item.label}</span>
            <Meter label={item.label} value={item.value} limit={item.limit} planned={item.planned} unit={unit} />
            {item.note && <span className="text-muted sm:col-start-2">{item.note}</span>}
          </li>
        ))}
      </ul>
    </ChartFrame>
  );
}
