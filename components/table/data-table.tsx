'use client';

import { type ReactNode, useMemo, useRef, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { cn } from '#components/ui/cn.ts';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { ErrorPanel, type ProblemShape } from '#components/ui/error-panel.tsx';
import { StateChip } from '#components/ui/state-chip.tsx';
import { Time } from '#components/ui/time.tsx';
import { type Column, type Paging, type Selection, type Sort, type TableData, visibleColumns } from './column.ts';
import { TableBody } from './table-body.tsx';
import { TableHead } from './table-head.tsx';
import { TablePaging } from './table-paging.tsx';
import { BulkBar, type TableExport, type TableSearch, TableToolbar } from './table-toolbar.tsx';
import { useTableKeys } from './use-table-keys.ts';

export type DataTableProps<Row> = {
  /** Names the list: "LUNs". */
  label: string;
  /** Define it outside the component, or rows are drawn again with every render. */
  columns: readonly Column<Row>[];
  data: TableData<Row, ProblemShape>;
  rowKey: (row: Row) => string;
  /** A row's name, for its checkbox. */
  rowLabel: (row: Row) => string;
  /** The object's own page; null where it has none. */
  rowHref: ((row: Row) => string) | null;
  sort: Sort | null;
  onSortChange: (sort: Sort | null) => void;
  paging: Paging;
  /** Shown when there is nothing at all: an EmptyState that teaches the next step. */
  empty: ReactNode;
  /** Set while a search or filter is in force: an empty list then offers to clear it. */
  onClearFilters: (() => void) | null;
  search?: TableSearch;
  filters?: ReactNode;
  selection?: Selection;
  exports?: TableExport;
  /** Controlled column choice (for saved views); without it the table keeps its own. */
  columnChoice?: { visible: ReadonlySet<string> | null; onChange: (visible: ReadonlySet<string>) => void };
  className?: string;
};

/** A list of what the server pages, sorts and filters; driven by keyboard; rows are stacked where the screen is narrow. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { columns, data, selection, columnChoice } = props;
  const root = useRef<HTMLElement>(null);
  const [ownChoice, setOwnChoice] = useState<ReadonlySet<string> | null>(null);
  useTableKeys(root);
  const chosen = columnChoice ? columnChoice.visible : ownChoice;
  const shown = useMemo(() => visibleColumns(columns, chosen), [columns, chosen]);
  return (
    <section ref={root} data-table="" aria-label={props.label} className={cn('@container relative', props.className)}>
      <TableToolbar
        columns={columns}
        visible={new Set(shown.map((column) => column.key))}
        onVisibleChange={columnChoice?.onChange ?? setOwnChoice}
        search={props.search}
        filters={props.filters}
        exports={props.exports}
        summary={<Summary data={data} />}
      />
      <TableFrame {...props} shown={shown} />
      {data.status === 'ready' && (
        <TablePaging label={props.label} paging={props.paging} rows={data.rows.length} total={data.total} />
      )}
      {selection && selection.selected.size > 0 && (
        <BulkBar
          count={selection.selected.size}
          actions={selection.actions(selection.selected)}
          onClear={() => selection.onChange(new Set())}
        />
      )}
    </section>
  );
}

function Summary<Row>({ data }: { data: TableData<Row, ProblemShape> }) {
  if (data.status !== 'ready' || !data.asOf) return null;
  return (
    <span className="inline-flex items-center gap-2">
      <span>
        as of <Time at={data.asOf.at} show="clock" />
      </span>
      {data.asOf.stale && <StateChip tone="stale" label="Stale" title={data.asOf.stale} />}
    </span>
  );
}

function TableFrame<Row>(props: DataTableProps<Row> & { shown: readonly Column<Row>[] }) {
  const { data, shown, selection } = props;
  if (data.status === 'error') {
    return <ErrorPanel problem={data.problem} actions={<Button onClick={data.onRetry}>Read the list again</Button>} />;
  }
  if (data.status === 'ready' && data.rows.length === 0) {
    return (
      <div className="border-t">{props.onClearFilters ? <NoMatch onClear={props.onClearFilters} /> : props.empty}</div>
    );
  }
  const rows = data.status === 'ready' ? data.rows : [];
  const busy = data.status === 'loading' || data.refreshing === true;
  const selected = rows.filter((row) => selection?.selected.has(props.rowKey(row))).length;
  const selectAll = selection && {
    checked: rows.length > 0 && selected === rows.length,
    some: selected > 0 && selected < rows.length,
    onChange: (all: boolean) => {
      const next = new Set(selection.selected);
      for (const row of rows) all ? next.add(props.rowKey(row)) : next.delete(props.rowKey(row));
      selection.onChange(next);
    },
  };
  return (
    <div className="relative">
      {busy && <span className="absolute inset-x-0 -top-px z-20 h-0.5 animate-shuttle bg-thread" />}
      <table
        aria-busy={busy}
        aria-rowcount={rows.length + 1}
        className="w-full table-fixed border-t @max-[640px]:block"
      >
        <caption className="sr-only">{props.label}</caption>
        <TableHead columns={shown} sort={props.sort} onSortChange={props.onSortChange} selectAll={selectAll ?? null} />
        <TableBody
          columns={shown}
          rows={data.status === 'loading' ? null : rows}
          rowKey={props.rowKey}
          rowLabel={props.rowLabel}
          rowHref={props.rowHref}
          selection={selection}
        />
      </table>
    </div>
  );
}

function NoMatch({ onClear }: { onClear: () => void }) {
  return (
    <EmptyState title="Nothing matches" action={<Button onClick={onClear}>Clear search and filters</Button>}>
      The list has rows, but none that fit what was searched for.
    </EmptyState>
  );
}
