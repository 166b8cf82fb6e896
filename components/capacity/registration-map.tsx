'use client';

import { useMemo, useState } from 'react';
import { CellMap } from '#components/charts/cell-map.tsx';
import { ChartFrame } from '#components/charts/chart-frame.tsx';
import type { Cell } from '#components/charts/heat-scale.ts';
import { StateChip } from '#components/ui/state-chip.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import type { ArrayLedgerDto } from '#contract/api/registrations.ts';
import { paths } from '#contract/paths.ts';
import { type CellState, cellChips, cellState, cellWords, ledgerGrid } from './ledger-cell.ts';

/** Wide enough to be pointed at, and for its mark to be told. */
const leastCellPx = 5;

/** Hosts × CSVs of an array: who has registered all of its channels, and who has not. */
export function RegistrationMap({ ledger }: { ledger: ArrayLedgerDto }) {
  const { array, hosts, csvs } = ledger;
  const [cell, setCell] = useState<Cell | null>(null);
  const grid = useMemo(() => ledgerGrid({ hosts, csvs }), [hosts, csvs]);
  const rows = useMemo(() => hosts.map(({ name }) => name), [hosts]);
  const columns = useMemo(() => csvs.map(({ lun }) => lun.name), [csvs]);
  if (hosts.length === 0 || csvs.length === 0)
    return <p className="border-y py-6 text-muted">{`No host sees a CSV of ${array.name}.`}</p>;
  const table = () => ({
    columns: [{ key: 'host', label: 'Host' }, ...csvs.map(({ lun }) => ({ key: lun.id, label: lun.name }))],
    rows: hosts.map(({ id, name }, row) => ({
      key: id,
      cells: [name, ...csvs.map((csv, column) => cellWords(grid.cells[row]?.[column], csv))],
    })),
  });
  const shown = cell && cell.row < hosts.length && cell.column < csvs.length ? cell : null;
  const wordsOf = ({ row, column }: Cell) => {
    const csv = csvs[column];
    return csv ? cellWords(grid.cells[row]?.[column], csv) : '';
  };
  const summary = summaryOf(grid.counts);
  const title = `Hosts × CSVs of ${array.name}`;
  return (
    <ChartFrame title={title} summary={summary} table={table}>
      <CellMap
        label={`${title}. ${summary}`}
        rows={rows}
        columns={columns}
        looks={grid.looks}
        cell={shown}
        onCell={setCell}
        read={(at) => `${rows[at.row]} on ${columns[at.column]}: ${wordsOf(at)}`}
        leastWidth={leastCellPx}
      />
      <div className="mt-2 flex min-h-6 flex-wrap items-center gap-x-3">
        {shown ? <CellWords ledger={ledger} grid={grid} cell={shown} words={wordsOf(shown)} /> : <Legend />}
      </div>
    </ChartFrame>
  );
}

type WordsProps = { ledger: ArrayLedgerDto; grid: ReturnType<typeof ledgerGrid>; cell: Cell; words: string };

function CellWords({ ledger: { hosts, csvs }, grid, cell, words }: WordsProps) {
  const [host, csv] = [hosts[cell.row], csvs[cell.column]];
  if (!host || !csv) return null;
  return (
    <>
      <span>
        <TextLink href={paths.host(host.id)}>{host.name}</TextLink> <span className="text-dim">on</span>{' '}
        <TextLink href={paths.lun(csv.lun.id)}>{csv.lun.name}</TextLink>
      </span>
      <span className="tabular-nums">{words}</span>
      <StateChip {...cellChips[cellState(grid.cells[cell.row]?.[cell.column], csv)]} />
    </>
  );
}

function Legend() {
  return (
    <span className="text-dim">
      CSVs across, hosts down. A cross: a channel is missing; a dot: a stale key; two bars: a duplicate; hatched: not
      reported; pale: not presented. Point at a cell, or use the arrow keys.
    </span>
  );
}

function summaryOf(counts: Record<CellState, number>): string {
  const seen = Object.values(counts).reduce((sum, count) => sum + count, 0) - counts.unseen;
  const parts = [
    [counts.missing, 'lack a registration'],
    [counts.stale, 'hold a stale one'],
    [counts.duplicate, 'hold one twice'],
    [counts.unreported, 'are not reported'],
  ] as const;
  const said = parts.flatMap(([count, what]) => (count > 0 ? [`${count.toLocaleString('en')} ${what}`] : []));
  const of = `${seen.toLocaleString('en')} ${seen === 1 ? 'pair' : 'pairs'} of host and CSV`;
  return said.length === 0 ? `${of}: every channel is registered.` : `Of ${of}, ${said.join(', ')}.`;
}
