'use client';

import { type MouseEvent, memo } from 'react';
import { Anchor } from '#components/ui/anchor.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { cn } from '#components/ui/cn.ts';
import type { Column } from './column.ts';

export type TableRowProps<Row> = {
  row: Row;
  rowKey: string;
  /** The row's place on the page, from 0; told to a screen reader, since a long page is not drawn whole. */
  index: number;
  columns: readonly Column<Row>[];
  /** The row's name, read aloud with its checkbox. */
  label: string;
  href: string | null;
  /** Null where rows cannot be selected. */
  selected: boolean | null;
  /** Must be stable, or every row is drawn again with each press. */
  onSelect: (rowKey: string, selected: boolean) => void;
};

/** Where a column gives way. Stacked rows (below 640 px) show every column again. */
export function hideBelowStyle(column: { hideBelow?: 'md' | 'lg' | 'xl' }): string {
  if (column.hideBelow === 'md') return '@min-[640px]:@max-[760px]:hidden';
  if (column.hideBelow === 'lg') return '@min-[640px]:@max-[960px]:hidden';
  if (column.hideBelow === 'xl') return '@min-[640px]:@max-[1120px]:hidden';
  return '';
}

function TableRowView<Row>({ row, rowKey, index: at, columns, label, href, selected, onSelect }: TableRowProps<Row>) {
  return (
    <tr
      data-row
      aria-rowindex={at + 2}
      tabIndex={href ? undefined : -1}
      aria-selected={selected ?? undefined}
      onClick={href ? followRowLink : undefined}
      className={cn(
        'group/row border-b transition-colors focus-within:bg-hover hover:bg-hover focus-visible:outline-offset-[-2px]',
        '@max-[640px]:relative @max-[640px]:grid @max-[640px]:grid-cols-2 @max-[640px]:gap-x-4 @max-[640px]:px-3 @max-[640px]:py-2',
        selected && 'bg-selected hover:bg-selected focus-within:bg-selected',
      )}
    >
      {selected !== null && (
        <td className="h-row w-10 pl-3 @max-[640px]:absolute @max-[640px]:right-3 @max-[640px]:top-2.5 @max-[640px]:h-auto">
          <span className="flex">
            <Checkbox
              aria-label={`Select ${label}`}
              checked={selected}
              onCheckedChange={(on) => onSelect(rowKey, on)}
            />
          </span>
        </td>
      )}
      {columns.map((column, index) => (
        <td
          key={column.key}
          className={cn(
            'h-row max-w-0 truncate px-3',
            '@max-[640px]:flex @max-[640px]:h-auto @max-[640px]:max-w-none @max-[640px]:flex-col @max-[640px]:px-0 @max-[640px]:py-0.5',
            column.kind === 'number' && 'text-right tabular-nums @max-[640px]:text-left',
            (index === 0 || column.stackedWide) && '@max-[640px]:col-span-2',
            index === 0 && 'text-ink @max-[640px]:pr-8',
            hideBelowStyle(column),
          )}
        >
          {index > 0 && (
            <span aria-hidden="true" className="hidden text-dim @max-[640px]:inline">
              {column.header}
            </span>
          )}
          {index === 0 && href ? (
            <Anchor
              href={href}
              data-row-link=""
              className="rounded-[2px] font-medium group-hover/row:underline underline-offset-[3px] decoration-edge"
            >
              {column.cell(row)}
            </Anchor>
          ) : (
            column.cell(row)
          )}
        </td>
      ))}
    </tr>
  );
}

/** A press anywhere on the row is a press on its link, with the same modifier keys; selecting text is not a press. */
function followRowLink(event: MouseEvent<HTMLTableRowElement>): void {
  const target = event.target as HTMLElement;
  if (target.closest('a, button, input, label, [role="checkbox"]')) return;
  if (window.getSelection()?.isCollapsed === false) return;
  const { ctrlKey, metaKey, shiftKey } = event;
  const press = new globalThis.MouseEvent('click', { bubbles: true, cancelable: true, ctrlKey, metaKey, shiftKey });
  event.currentTarget.querySelector('[data-row-link]')?.dispatchEvent(press);
}

/** One row; drawn again only when its own values change. */
export const TableRow = memo(TableRowView) as typeof TableRowView;
