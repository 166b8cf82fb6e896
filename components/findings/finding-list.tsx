'use client';

import type { z } from 'zod';
import { remedyHref } from '#components/layout/remedy-href.ts';
import { searchHref } from '#components/layout/search-href.ts';
import { ResourceTable } from '#components/query/resource-table.tsx';
import type { Column } from '#components/table/column.ts';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { StateChip } from '#components/ui/state-chip.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import { Time } from '#components/ui/time.tsx';
import type { FindingDto } from '#contract/api/console.ts';

type Finding = z.infer<typeof FindingDto>;

const tones = { info: 'neutral', warning: 'warning', critical: 'danger' } as const;
const words = { info: 'Info', warning: 'Warning', critical: 'Critical' } as const;

const columns: readonly Column<Finding>[] = [
  {
    key: 'severity',
    header: 'Severity',
    cell: (f) =>
      f.closedAt ? (
        <StateChip look="plain" tone="neutral" label="Closed" />
      ) : (
        <StateChip look="plain" tone={tones[f.severity]} label={words[f.severity]} />
      ),
    sortKey: 'severity',
    width: '7rem',
    choice: 'always',
  },
  {
    key: 'title',
    header: 'Finding',
    cell: (f) => (
      <span className="block whitespace-normal py-1">
        <span className="block font-medium text-ink">{f.title}</span>
        <span className="block text-muted">{f.reason}</span>
        {f.remedy && !f.closedAt && (
          <span className="block">
            <span className="text-muted">What to do: </span>
            <Remedy remedy={f.remedy} />
          </span>
        )}
      </span>
    ),
    sortKey: 'title',
    stackedWide: true,
    choice: 'always',
  },
  {
    key: 'object',
    header: 'Object',
    cell: (f) => f.object && <FoundObject object={f.object} />,
    width: '12rem',
    hideBelow: 'md',
  },
  { key: 'openedAt', header: 'Since', cell: (f) => <Time at={f.openedAt} />, sortKey: 'openedAt', width: '8rem' },
];

function Remedy({ remedy }: { remedy: NonNullable<Finding['remedy']> }) {
  const href = remedyHref(remedy);
  return href ? <TextLink href={href}>{remedy.sentence}</TextLink> : remedy.sentence;
}

function FoundObject({ object: { kind, id, name } }: { object: NonNullable<Finding['object']> }) {
  return id ? <TextLink href={searchHref({ kind, id })}>{name}</TextLink> : name;
}

const filters = [
  { label: 'Open', filter: 'state = "open"' },
  { label: 'Critical', filter: 'severity = "critical"' },
];

/** What Heddle saw that needs a person. */
export function FindingList() {
  return (
    <ResourceTable
      endpoint="findings.list"
      label="Findings"
      columns={columns}
      rowLabel={(f) => f.title}
      rowHref={null}
      search={{ field: 'title', placeholder: 'Search findings' }}
      defaultSort="-closedAt"
      filters={filters}
      empty={
        <EmptyState title="Nothing needs you" action={null}>
          Heddle compares the fabric with what it should be: sealed goldens that can be written, VMs whose LUN is gone,
          pools that fill up, agents that fall silent. What it finds stands here with what to do about it.
        </EmptyState>
      }
    />
  );
}
