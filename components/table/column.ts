import type { ReactNode } from 'react';

/** A column of a list. Sorting, filtering and paging are the server's; a column only names them. */
export type Column<Row> = {
  key: string;
  /** Sentence case; also the label beside the value where rows are stacked. */
  header: string;
  cell: (row: Row) => ReactNode;
  /** `number` aligns right with tabular figures. */
  kind?: 'text' | 'number';
  /** The server's sort key. A column without one cannot be sorted. */
  sortKey?: string;
  /** Width as CSS: "9rem", "30%". Columns without one share what is left. */
  width?: string;
  /** Hidden while the table is narrower than md 760, lg 960 or xl 1120 px; still shown where rows are stacked. */
  hideBelow?: 'md' | 'lg' | 'xl';
  /** Where rows are stacked it takes the whole width: for what is long, or a bar with its figures. */
  stackedWide?: boolean;
  /** `always` cannot be turned off; `off` starts turned off. */
  choice?: 'always' | 'off';
};

export type Sort = { key: string; direction: 'ascending' | 'descending' };

/** What the list's query has to show; every case must be given, so none can be forgotten. */
export type TableData<Row, Problem> =
  | { status: 'loading' }
  | { status: 'error'; problem: Problem; onRetry: () => void }
  | {
      status: 'ready';
      rows: readonly Row[];
      /** A newer answer is on its way; rows stay where they are. */
      refreshing?: boolean;
      /** How many there are in all, where the server knows. */
      total?: number | undefined;
      /** When the sources were last read, and whether one of them is stale. */
      asOf?: { at: string; stale?: string | undefined } | undefined;
    };

/** Forward and back by the server's opaque tokens; there are no page numbers. */
export type Paging = {
  onNext: (() => void) | null;
  onPrevious: (() => void) | null;
  /** "51–100", where the page knows it. */
  range?: string | undefined;
};

export type Selection = {
  selected: ReadonlySet<string>;
  onChange: (selected: ReadonlySet<string>) => void;
  /** What can be done with them; buttons that name the number. */
  actions: (selected: ReadonlySet<string>) => ReactNode;
};

/** The column keys to show: the chosen ones, or all that do not start turned off. */
export function visibleColumns<Row>(
  columns: readonly Column<Row>[],
  chosen: ReadonlySet<string> | null,
): Column<Row>[] {
  return columns.filter((column) => {
    if (column.choice === 'always') return true;
    return chosen ? chosen.has(column.key) : column.choice !== 'off';
  });
}

/** The sort that a press on a header leads to: ascending, descending, none. */
export function nextSort(current: Sort | null, key: string): Sort | null {
  if (current?.key !== key) return { key, direction: 'ascending' };
  return current.direction === 'ascending' ? { key, direction: 'descending' } : null;
}
