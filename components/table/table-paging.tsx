'use client';

import { ChevronLeft, ChevronRight } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import type { Paging } from './column.ts';

/** `label` names the list: a page may have several. */
export type TablePagingProps = { label: string; paging: Paging; rows: number; total: number | undefined };

/** Previous and next, and how much of the whole this page is. */
export function TablePaging({ label, paging, rows, total }: TablePagingProps) {
  const range = paging.range ?? `${rows.toLocaleString('en')} ${rows === 1 ? 'row' : 'rows'}`;
  const single = !paging.onNext && !paging.onPrevious;
  return (
    <nav
      aria-label={`Pages of ${label}`}
      className="flex min-h-[var(--control-height)] items-center gap-2 pt-2 text-muted print:hidden"
    >
      <output className="px-3">
        {range}
        {total !== undefined && total !== rows && ` of ${total.toLocaleString('en')}`}
      </output>
      {!single && (
        <span className="ml-auto flex gap-1">
          <Button
            size="small"
            icon={<ChevronLeft />}
            disabledReason={paging.onPrevious ? null : 'This is the first page'}
            onClick={paging.onPrevious ?? undefined}
          >
            Previous
          </Button>
          <Button
            size="small"
            disabledReason={paging.onNext ? null : 'This is the last page'}
            onClick={paging.onNext ?? undefined}
          >
            Next <ChevronRight />
          </Button>
        </span>
      )}
    </nav>
  );
}
