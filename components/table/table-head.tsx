'use client';

import { ArrowDown, ArrowUp } from 'lucide-react';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { cn } from '#components/ui/cn.ts';
import { type Column, nextSort, type Sort } from './column.ts';
import { hideBelowStyle } from './table-row.tsx';

export type TableHeadProps<Row> = {
  columns: readonly Column<Row>[];
  sort: Sort | null;
  onSortChange: (sort: Sort | null) => void;
  /** Null where rows cannot be selected. */
  selectAll: { checked: boolean; some: boolean; onChange: (all: boolean) => void } | null;
};

const headStyle =
  'sticky top-[var(--table-top,0px)] z-10 h-row border-b bg-canvas px-3 text-left font-medium text-muted whitespace-nowrap';

/** The sticky head: names, and arrows where the server can sort. */
export function TableHead<Row>({ columns, sort, onSortChange, selectAll }: TableHeadProps<Row>) {
  return (
    <thead className="@max-[640px]:sr-only">
      <tr>
        {selectAll && (
          <th scope="col" className={cn(headStyle, 'w-10 pr-0')}>
            <span className="flex">
              <Checkbox
                aria-label="Select all rows on this page"
                checked={selectAll.checked}
                indeterminate={selectAll.some}
                onCheckedChange={selectAll.onChange}
              />
            </span>
          </th>
        )}
        {columns.map((column) => (
          <th
            key={column.key}
            scope="col"
            aria-sort={column.sortKey && sort?.key === column.sortKey ? sort.direction : undefined}
            style={{ width: column.width }}
            className={cn(headStyle, column.kind === 'number' && 'text-right', hideBelowStyle(column))}
          >
            {column.sortKey ? (
              <SortButton column={column} sortKey={column.sortKey} sort={sort} onSortChange={onSortChange} />
            ) : (
              <span className="block truncate">{column.header}</span>
            )}
          </th>
        ))}
      </tr>
    </thead>
  );
}

type SortButtonProps<Row> = {
  column: Column<Row>;
  sortKey: string;
  sort: Sort | null;
  onSortChange: (sort: Sort | null) => void;
};

function SortButton<Row>({ column, sortKey, sort, onSortChange }: SortButtonProps<Row>) {
  const sorted = sort?.key === sortKey;
  const Arrow = sorted && sort.direction === 'descending' ? ArrowDown : ArrowUp;
  return (
    <button
      type="button"
      onClick={() => onSortChange(nextSort(sort, sortKey))}
      className={cn(
        'group/sort inline-flex h-6 align-middle max-w-full items-center gap-1 rounded-chip hover:text-ink',
        column.kind === 'number' && 'flex-row-reverse',
        sorted && 'text-ink',
      )}
    >
      <span className="truncate">{column.header}</span>
      <Arrow
        aria-hidden="true"
        className={cn('size-3.5 shrink-0', sorted ? 'text-thread' : 'opacity-0 group-hover/sort:opacity-60')}
      />
    </button>
  );
}
