'use client';

import { useState } from 'react';
import type { Column, Sort, TableData } from '#components/table/column.ts';
import { DataTable } from '#components/table/data-table.tsx';
import { Button } from '#components/ui/button.tsx';
import { Bytes } from '#components/ui/bytes.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import type { ProblemShape } from '#components/ui/error-panel.tsx';
import { Meter } from '#components/ui/meter.tsx';
import { Mono } from '#components/ui/mono.tsx';
import { PageHead } from '#components/ui/page-head.tsx';
import { Segmented } from '#components/ui/segmented.tsx';
import { StateChip, type Tone } from '#components/ui/state-chip.tsx';
import { Time } from '#components/ui/time.tsx';

type Lun = {
  id: string;
  name: string;
  array: string;
  state: [Tone, string];
  sizeBytes: number | null;
  used: number | null;
  at: string;
};

const states: [Tone, string][] = [
  ['ok', 'Sealed'],
  ['neutral', 'In use'],
  ['running', 'Cloning'],
  ['warning', 'Unmasked'],
  ['unknown', 'Unknown'],
  ['danger', 'Missing'],
];
const luns: Lun[] = Array.from({ length: 400 }, (_, at) => ({
  id: `0192f3a4-7c11-7d0e-9a55-${String(at).padStart(12, '0')}`,
  name: at % 9 === 0 ? `golden-${at / 9}` : `web-${String(at).padStart(3, '0')}`,
  array: `san-${'abc'[at % 3]}`,
  state: states[at % states.length] ?? ['unknown', 'Unknown'],
  sizeBytes: at % 7 === 3 ? null : (8 + (at % 5) * 16) * 1024 ** 3,
  used: at % 11 === 5 ? null : (at * 37) % 100,
  at: new Date(Date.UTC(2026, 2, 12, 14, 0) - at * 5_400_000).toISOString(),
}));

const columns: Column<Lun>[] = [
  { key: 'name', header: 'Name', cell: (lun) => lun.name, sortKey: 'name', choice: 'always', width: '20%' },
  {
    key: 'state',
    header: 'State',
    cell: ({ state }) => <StateChip tone={state[0]} label={state[1]} look="plain" />,
    width: '8.5rem',
  },
  { key: 'array', header: 'Array', cell: (lun) => lun.array, sortKey: 'array', width: '7rem' },
  {
    key: 'size',
    header: 'Size',
    kind: 'number',
    cell: (lun) => <Bytes sizeBytes={lun.sizeBytes} />,
    sortKey: 'sizeBytes',
    width: '7.5rem',
  },
  {
    key: 'used',
    header: 'Used',
    cell: (lun) => <Meter label={lun.name} value={lun.used} limit={100} unit="%" showText={false} />,
    hideBelow: 'md',
    width: '9rem',
  },
  { key: 'id', header: 'Id', cell: (lun) => <Mono copy="id">{lun.id}</Mono>, hideBelow: 'xl' },
  {
    key: 'at',
    header: 'Last read',
    kind: 'number',
    cell: (lun) => <Time at={lun.at} />,
    sortKey: 'readAt',
    hideBelow: 'lg',
    width: '8rem',
  },
  { key: 'iqn', header: 'IQN', cell: (lun) => <Mono>{`iqn.2024-05.test:${lun.name}`}</Mono>, choice: 'off' },
];

type View = 'rows' | 'page' | 'loading' | 'empty' | 'nomatch' | 'error';

const problem: ProblemShape = {
  title: 'The list could not be read',
  detail: 'The database did not answer within 5 s.',
  remedy: 'Wait for it to come back; nothing has been changed.',
  code: 'database_unavailable',
};

export function TablePart() {
  const [view, setView] = useState<View>('rows');
  const [sort, setSort] = useState<Sort | null>({ key: 'name', direction: 'ascending' });
  const [search, setSearch] = useState('');
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const data: Record<View, TableData<Lun, ProblemShape>> = {
    rows: {
      status: 'ready',
      rows: luns.slice(0, 24),
      total: 25_128,
      asOf: { at: '2026-03-12T14:02:00Z', stale: 'san-c has not answered since 13:40' },
    },
    page: { status: 'ready', rows: luns, refreshing: true, asOf: { at: '2026-03-12T14:02:00Z' } },
    loading: { status: 'loading' },
    empty: { status: 'ready', rows: [] },
    nomatch: { status: 'ready', rows: [] },
    error: { status: 'error', problem, onRetry: () => setView('rows') },
  };
  return (
    <>
      <PageHead
        title="LUNs"
        actions={
          <Segmented
            label="State of the list"
            value={view}
            onValueChange={setView}
            options={(['rows', 'page', 'loading', 'empty', 'nomatch', 'error'] as const).map((value) => ({
              value,
              label: value,
            }))}
          />
        }
      />
      <DataTable
        label="LUNs"
        columns={columns}
        data={data[view]}
        rowKey={(lun) => lun.id}
        rowLabel={(lun) => lun.name}
        rowHref={(lun) => `/gallery/table?lun=${lun.name}`}
        sort={sort}
        onSortChange={setSort}
        paging={{ onNext: () => {}, onPrevious: null, range: '1–24' }}
        onClearFilters={view === 'nomatch' ? () => setView('rows') : null}
        search={{ value: search, onChange: setSearch, placeholder: 'Search LUNs' }}
        exports={{ onCsv: () => {}, onJson: () => {} }}
        selection={{
          selected,
          onChange: setSelected,
          actions: (chosen) => <Button variant="danger">Quarantine {chosen.size} LUNs</Button>,
        }}
        empty={
          <EmptyState title="No LUN is known yet" action={<Button variant="primary">Add an agent</Button>}>
            LUNs appear once the agent of an array has been added and has reported them.
          </EmptyState>
        }
      />
    </>
  );
}
