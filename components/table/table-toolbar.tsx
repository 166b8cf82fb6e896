'use client';

import { Columns3, Download, Search, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { useDensity } from '#components/ui/display-preferences.ts';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Input } from '#components/ui/input.tsx';
import { Kbd } from '#components/ui/kbd.tsx';
import { Menu } from '#components/ui/menu.tsx';
import { Popover } from '#components/ui/popover.tsx';
import { Segmented } from '#components/ui/segmented.tsx';
import type { Column } from './column.ts';

export type TableSearch = { value: string; onChange: (value: string) => void; placeholder: string };
export type TableExport = { onCsv: () => void; onJson: () => void };

export type TableToolbarProps<Row> = {
  columns: readonly Column<Row>[];
  visible: ReadonlySet<string>;
  onVisibleChange: (visible: ReadonlySet<string>) => void;
  search: TableSearch | undefined;
  filters: ReactNode;
  exports: TableExport | undefined;
  summary: ReactNode;
};

/** Search and filters on the left; what the list is and how it is shown on the right. */
export function TableToolbar<Row>(props: TableToolbarProps<Row>) {
  const { search, filters, exports, summary } = props;
  return (
    <div className="flex flex-wrap items-center gap-x-2 gap-y-2 pb-3 print:hidden">
      {search && <SearchField {...search} />}
      {filters}
      <span className="ml-auto flex items-center gap-1">
        <span className="px-2 text-muted">{summary}</span>
        <ViewMenu {...props} />
        {exports && (
          <Menu
            trigger={<IconButton label="Export" icon={<Download />} />}
            groups={[
              {
                key: 'export',
                label: 'Every row that matches',
                items: [
                  { key: 'csv', label: 'Export as CSV', onSelect: exports.onCsv },
                  { key: 'json', label: 'Export as JSON', onSelect: exports.onJson },
                ],
              },
            ]}
          />
        )}
      </span>
    </div>
  );
}

function SearchField({ value, onChange, placeholder }: TableSearch) {
  return (
    <span data-table-search="" className="w-full sm:w-72">
      <Input
        type="search"
        aria-label={placeholder}
        placeholder={placeholder}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        start={<Search aria-hidden="true" />}
        end={
          value ? (
            <IconButton
              size="small"
              label="Clear search"
              icon={<X />}
              onClick={() => onChange('')}
              className="-mr-1.5 size-6"
            />
          ) : (
            <Kbd>/</Kbd>
          )
        }
      />
    </span>
  );
}

function ViewMenu<Row>({ columns, visible, onVisibleChange }: TableToolbarProps<Row>) {
  const [density, setDensity] = useDensity();
  const toggle = (key: string, shown: boolean) => {
    const next = new Set(visible);
    if (shown) next.add(key);
    else next.delete(key);
    onVisibleChange(next);
  };
  return (
    <Popover
      label="How the list is shown"
      align="end"
      trigger={<IconButton label="Columns and density" icon={<Columns3 />} />}
    >
      <fieldset className="min-w-44 space-y-1">
        <legend className="mb-1 text-dim">Columns</legend>
        {columns
          .filter((column) => column.choice !== 'always')
          .map((column) => (
            // biome-ignore lint/a11y/noLabelWithoutControl: the checkbox inside is the control
            <label key={column.key} className="flex h-7 items-center gap-2">
              <Checkbox checked={visible.has(column.key)} onCheckedChange={(shown) => toggle(column.key, shown)} />
              {column.header}
            </label>
          ))}
      </fieldset>
      <div className="mt-3 space-y-1.5 border-t pt-3">
        <p className="text-dim">Rows</p>
        <Segmented
          label="Row height"
          value={density}
          onValueChange={setDensity}
          options={[
            { value: 'compact', label: 'Compact' },
            { value: 'comfortable', label: 'Comfortable' },
          ]}
        />
      </div>
    </Popover>
  );
}

export type BulkBarProps = { count: number; actions: ReactNode; onClear: () => void };

/** What can be done with the selected rows; floats over the list so that nothing moves when it comes. */
export function BulkBar({ count, actions, onClear }: BulkBarProps) {
  return (
    <section
      aria-label="Selected rows"
      className="floats sticky bottom-3 z-20 mx-auto mt-3 flex w-fit max-w-full flex-wrap items-center gap-2 py-1.5 pr-1.5 pl-4"
    >
      <output className="pr-2 font-medium">{count.toLocaleString('en')} selected</output>
      {actions}
      <Button variant="quiet" onClick={onClear}>
        Clear
      </Button>
    </section>
  );
}
