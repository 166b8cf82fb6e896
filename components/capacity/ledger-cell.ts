import type { CellLook } from '#components/charts/cell-look.ts';
import type { ArrayLedgerDto, CsvLedgerDto } from '#contract/api/registrations.ts';

export type LedgerCell = CsvLedgerDto['cells'][number];
/** What stands between a host and a CSV; `unseen` = it is not presented to the host and holds nothing of it. */
export type CellState = 'unseen' | 'unreported' | 'complete' | 'missing' | 'stale' | 'duplicate';

/** The worst first: what is missing cuts a host off, what is stale only takes room. */
export function cellState(cell: LedgerCell | undefined, csv: Pick<CsvLedgerDto, 'actual'>): CellState {
  if (!cell || cell.expected + cell.registered + cell.stale + cell.duplicate === 0) return 'unseen';
  if (csv.actual === null) return 'unreported';
  if (cell.registered < cell.expected) return 'missing';
  if (cell.stale > 0) return 'stale';
  return cell.duplicate > 0 ? 'duplicate' : 'complete';
}

export const cellLooks: Record<CellState, CellLook> = {
  unseen: { fill: 'none', strength: 0.45, mark: null },
  unreported: { fill: 'unknown', strength: 1, mark: null },
  complete: { fill: 'thread', strength: 0.55, mark: null },
  missing: { fill: 'danger', strength: 1, mark: 'cross' },
  stale: { fill: 'warning', strength: 1, mark: 'dot' },
  duplicate: { fill: 'warning', strength: 0.75, mark: 'twice' },
};

export const cellChips = {
  unseen: { tone: 'neutral', label: 'Not presented' },
  unreported: { tone: 'unknown', label: 'Not reported' },
  complete: { tone: 'ok', label: 'Registered' },
  missing: { tone: 'danger', label: 'Missing' },
  stale: { tone: 'warning', label: 'Stale' },
  duplicate: { tone: 'warning', label: 'Duplicate' },
} as const satisfies Record<CellState, { tone: string; label: string }>;

/** '3 of 4 registered, 1 stale' */
export function cellWords(cell: LedgerCell | undefined, csv: Pick<CsvLedgerDto, 'actual'>): string {
  const state = cellState(cell, csv);
  if (!cell || state === 'unseen') return 'not presented';
  if (state === 'unreported') return `${cell.expected} expected; the array does not tell what is registered`;
  return [
    `${cell.registered} of ${cell.expected} registered`,
    cell.stale > 0 && `${cell.stale} stale`,
    cell.duplicate > 0 && `${cell.duplicate} duplicate`,
  ]
    .filter(Boolean)
    .join(', ');
}

/** Hosts × CSVs of an array: `cells[row][column]`, with how many cells are in which state. */
export function ledgerGrid({ hosts, csvs }: Pick<ArrayLedgerDto, 'hosts' | 'csvs'>) {
  const rowOf = new Map(hosts.map(({ id }, row) => [id, row]));
  const cells = hosts.map(() => new Array<LedgerCell | undefined>(csvs.length).fill(undefined));
  csvs.forEach((csv, column) => {
    for (const cell of csv.cells) {
      const line = cells[rowOf.get(cell.hostId) ?? -1];
      if (line) line[column] = cell;
    }
  });
  const counts: Record<CellState, number> = {
    ...{ unseen: 0, unreported: 0, complete: 0, missing: 0, stale: 0, duplicate: 0 },
  };
  const looks = cells.map((line) =>
    csvs.map((csv, column) => {
      const state = cellState(line[column], csv);
      counts[state] += 1;
      return cellLooks[state];
    }),
  );
  return { cells, looks, counts };
}
