'use client';

import { memo, useMemo } from 'react';
import { HeatMap } from '#components/charts/heat-map.tsx';
import type { ArrayKnowledge } from '#domain/capacity/array-knowledge.ts';
import { reservationGrid } from '#domain/capacity/reservation-grid.ts';
import type { ReservationAnswer, UniformFabric } from '#domain/capacity/reservations.ts';
import { useCalm } from './use-calm.ts';

type MapProps = { fabric: UniformFabric; knowledge: ArrayKnowledge; answer: ReservationAnswer };

/** 12,800 cells take half a frame: the other half is the figures'. */
const mapEveryMs = 120;
const MAX_ROWS = 64;
const MAX_COLUMNS = 200;
const names = (count: number, noun: string) =>
  Array.from({ length: count }, (_, at) => `${at + 1} ${noun}${at === 0 ? '' : 's'}`);

/** The map grows by so many at a time: not with every step of a hand that drags. */
const step = 8;

/** A little beyond what is asked, so that the border of the limit is seen coming. */
const beyond = (count: number, most: number) =>
  Math.min(most, Math.ceil(Math.max(count + 4, count * 1.5) / step) * step);

/** Every number of hosts and CSVs around the one that is asked about, against the array's limit. */
export const ReservationMap = memo(function ReservationMap(props: MapProps) {
  // The map may lag behind a hand that drags; the figures beside it must not.
  const { fabric, knowledge, answer } = useCalm(props, mapEveryMs);
  const hosts = beyond(fabric.hosts, MAX_ROWS);
  const csvs = beyond(fabric.csvs, MAX_COLUMNS);
  const { storageModules, channelsPerHostPerModule } = fabric;
  const grid = useMemo(
    () => reservationGrid({ hosts, csvs, storageModules, channelsPerHostPerModule }, knowledge),
    [hosts, csvs, storageModules, channelsPerHostPerModule, knowledge],
  );
  const rows = useMemo(() => names(hosts, 'host'), [hosts]);
  const columns = useMemo(() => names(csvs, 'CSV'), [csvs]);
  if (!grid.ok) return null;
  const whole = answer.scopes.filter(({ scope, limit }) => scope !== 'lun' && limit !== null);
  const limit = whole.reduce<number | null>((least, one) => Math.min(least ?? Infinity, one.limit ?? Infinity), null);
  const crossed = limit === null ? 0 : countBeyond(grid.value, limit);
  const summary =
    limit === null
      ? 'No limit of the whole array is known: the colour says how many, not whether they fit.'
      : `${crossed.toLocaleString('en')} of ${(hosts * csvs).toLocaleString('en')} combinations exceed ${limit.toLocaleString('en')}.`;
  return (
    <HeatMap
      title="Registrations by hosts and CSVs"
      summary={summary}
      rowKind="Hosts"
      columnKind="CSVs"
      rows={rows}
      columns={columns}
      values={grid.value}
      limit={limit}
      unit="registrations"
    />
  );
});

/** A loop over what is there: a list of all cells, made with every step of a slider, is work for nothing. */
function countBeyond(cells: readonly (readonly (number | null)[])[], limit: number): number {
  let count = 0;
  for (const line of cells) for (const cell of line) if (cell !== null && cell > limit) count += 1;
  return count;
}
