'use client';

import { Pencil, Trash2 } from 'lucide-react';
import { useMemo } from 'react';
import { perScope } from '#components/charts/registration-list.tsx';
import { problemOf } from '#components/query/api-error.ts';
import { ResourceTable } from '#components/query/resource-table.tsx';
import { useApiMutation } from '#components/query/use-api-mutation.ts';
import type { Column } from '#components/table/column.ts';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { toast } from '#components/ui/toaster.tsx';
import { Unknown } from '#components/ui/unknown.tsx';
import type { CapacityLimitDto } from '#contract/api/capacity-records.ts';

type ListProps = {
  arrays: readonly { id: string; name: string }[];
  adminRefusal: string | null;
  onEdit: (id: string) => void;
};

/** Every limit and demand that is known. */
export function LimitList({ arrays, adminRefusal, onEdit }: ListProps) {
  const remove = useApiMutation('capacity-limits.delete', {
    invalidates: ['capacity-limits.list', 'capacity.summary'],
    onError: (error) => toast({ tone: 'danger', title: problemOf(error).detail }),
  });
  const { mutate } = remove;
  const columns = useMemo(() => {
    const nameOf = (id: string) => arrays.find((array) => array.id === id)?.name ?? 'one array';
    const acts: Column<CapacityLimitDto> = {
      key: 'acts',
      header: 'Change',
      cell: (limit) => (
        <span className="flex gap-1">
          <IconButton
            size="small"
            label={`Change ${aboutOf(limit, nameOf)}`}
            icon={<Pencil />}
            onClick={() => onEdit(limit.id)}
          />
          <IconButton
            size="small"
            label={`Forget ${aboutOf(limit, nameOf)}`}
            icon={<Trash2 />}
            onClick={() => mutate({ params: { id: limit.id }, ifMatch: '*' })}
          />
        </span>
      ),
      width: '6rem',
      choice: 'always',
    };
    return [...factColumns(nameOf), ...(adminRefusal === null ? [acts] : [])];
  }, [arrays, adminRefusal, onEdit, mutate]);
  return (
    <ResourceTable
      endpoint="capacity-limits.list"
      label="Limits"
      columns={columns}
      rowLabel={(limit) => limit.arrayModel ?? limit.source}
      rowHref={null}
      search={{ field: 'arrayModel', placeholder: 'Search by model' }}
      defaultSort="arrayModel"
      empty={
        <EmptyState title="No limit is known" action={null}>
          Until somebody states one, every array's limit is unknown: ask the vendor's support, and write down who said
          so.
        </EmptyState>
      }
    />
  );
}

type NameOf = (id: string) => string;

function aboutOf({ arrayId, arrayModel }: CapacityLimitDto, nameOf: NameOf): string {
  return arrayId === null ? (arrayModel ?? '') : nameOf(arrayId);
}

function factColumns(nameOf: NameOf): Column<CapacityLimitDto>[] {
  return [
    {
      key: 'about',
      header: 'Model or array',
      cell: (limit) => aboutOf(limit, nameOf),
      sortKey: 'arrayModel',
      choice: 'always',
    },
    { key: 'firmware', header: 'Firmware', cell: firmwareOf, width: '9rem', hideBelow: 'lg' },
    {
      key: 'value',
      header: 'Limit',
      kind: 'number',
      cell: (limit) =>
        limit.value === null ? <Unknown what="Limit" why={limit.source} /> : limit.value.toLocaleString('en'),
      sortKey: 'value',
      width: '7rem',
    },
    { key: 'scope', header: 'Counted over', cell: (limit) => perScope[limit.scope], sortKey: 'scope', width: '8rem' },
    {
      key: 'demand',
      header: 'Demand',
      cell: (limit) => limit.demand ?? 'plain formula',
      width: '9rem',
      hideBelow: 'xl',
    },
    { key: 'source', header: 'Source', cell: (limit) => <span title={limit.source}>{limit.source}</span> },
    { key: 'stated', header: 'Stated', cell: (limit) => limit.statedOn ?? 'no date', width: '7rem', hideBelow: 'md' },
    {
      key: 'confidence',
      header: 'Confidence',
      cell: (limit) => limit.confidence,
      sortKey: 'confidence',
      width: '7rem',
    },
  ];
}

function firmwareOf({ fromFirmware: from, beforeFirmware: before }: CapacityLimitDto): string {
  if (from === null && before === null) return 'any';
  if (before === null) return `from ${from}`;
  return from === null ? `before ${before}` : `${from} to before ${before}`;
}
