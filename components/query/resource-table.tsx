'use client';

import { type ReactNode, useState } from 'react';
import type { Column } from '#components/table/column.ts';
import { DataTable } from '#components/table/data-table.tsx';
import { everyRow, saveFile, toCsv } from './export-list.ts';
import { type ListId, type ListItem, useList } from './use-list.ts';

export type ResourceTableProps<I extends ListId> = {
  endpoint: I;
  /** Names the list: "LUNs". */
  label: string;
  columns: readonly Column<ListItem<I>>[];
  rowLabel: (row: ListItem<I>) => string;
  rowHref: ((row: ListItem<I>) => string) | null;
  /** The field that the search box looks in, and what it says. */
  search: { field: string; placeholder: string };
  defaultSort: string;
  /** Always holds, whatever else is searched for. */
  fixedFilter?: string;
  /** Ready-made filters; `filter` is the API's own language. */
  filters?: readonly { label: string; filter: string }[];
  bulk?: (selected: ReadonlySet<string>, rows: readonly ListItem<I>[]) => ReactNode;
  empty: ReactNode;
};

/** A list of a resource: paged, sorted, filtered and exported by the server, with its state in the URL. */
export function ResourceTable<I extends ListId>(props: ResourceTableProps<I>) {
  const { endpoint, label, columns, search, fixedFilter = '', bulk } = props;
  const list = useList(endpoint, { searchField: search.field, fixedFilter, defaultSort: props.defaultSort });
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const rows = list.data.status === 'ready' ? list.data.rows : [];
  const idOf = (row: ListItem<I>) => (row as { id: string }).id;
  const save = async (kind: 'csv' | 'json') => {
    const { filter, sort } = list.list;
    const all = await everyRow(endpoint, { sort, ...(filter ? { filter } : {}) });
    const name = `${endpoint.replace('.list', '')}.${kind}`;
    if (kind === 'csv') saveFile(name, 'text/csv', toCsv(all as object[]));
    else saveFile(name, 'application/json', JSON.stringify(all, null, 2));
  };
  return (
    <DataTable
      label={label}
      columns={columns}
      data={list.data}
      rowKey={idOf}
      rowLabel={props.rowLabel}
      rowHref={props.rowHref}
      sort={list.sort}
      onSortChange={list.onSortChange}
      paging={list.paging}
      search={{ ...list.search, placeholder: search.placeholder }}
      filters={props.filters && <Filters filters={props.filters} value={list.url.filter} onChange={list.setFilter} />}
      onClearFilters={list.onClearFilters}
      exports={{ onCsv: () => void save('csv'), onJson: () => void save('json') }}
      {...(bulk ? { selection: { selected, onChange: setSelected, actions: (keys) => bulk(keys, rows) } } : {})}
      empty={props.empty}
    />
  );
}

type FiltersProps = {
  filters: readonly { label: string; filter: string }[];
  value: string;
  onChange: (filter: string) => void;
};

function Filters({ filters, value, onChange }: FiltersProps) {
  return (
    <fieldset className="flex flex-wrap gap-1">
      <legend className="sr-only">Filters</legend>
      {filters.map(({ label, filter }) => (
        <button
          key={label}
          type="button"
          aria-pressed={value === filter}
          onClick={() => onChange(value === filter ? '' : filter)}
          className="h-7 rounded-control px-2 text-muted transition-colors hover:bg-hover hover:text-ink aria-pressed:bg-selected aria-pressed:text-thread"
        >
          {label}
        </button>
      ))}
    </fieldset>
  );
}
