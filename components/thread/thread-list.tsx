'use client';

import type { CSSProperties } from 'react';
import { cn } from '#components/ui/cn.ts';
import { Rail, railWidth, Strip } from './rail.tsx';
import { type LaidRow, layThread, type Stroke } from './thread-layout.ts';
import type { ThreadItem, ThreadRow } from './thread-row.ts';
import { ThreadRowView } from './thread-row-view.tsx';

export type ThreadListProps = {
  /** Names the list: "Rows of the plan". */
  label: string;
  rows: readonly ThreadRow[];
  /** In the order of their lanes. Empty where all rows are shared. */
  items: readonly ThreadItem[];
  /** `plan`: what would be done, with its undo. `job`: what is being done, with its state. */
  show: 'plan' | 'job';
};

/** The drawing itself: an ordered list, whose threads are decoration and whose words say everything. */
export function ThreadList({ label, rows, items, show }: ThreadListProps) {
  const laid = layThread(rows, items);
  const lanes = Math.max(1, ...laid.map((row) => row.lanes.length));
  const labels = new Map(items.map((item) => [item.key, item.label]));
  const named = items.length > 1;
  return (
    <ol aria-label={label} className="@container relative">
      {laid.map((laidRow, at) => {
        const { row } = laidRow;
        const item = row.item === null ? null : (labels.get(row.item) ?? row.item);
        return (
          <li key={row.key}>
            <Meeting laidRow={laidRow} before={laid[at - 1]} lanes={lanes} />
            <div className={rowStyle} style={{ '--rail': `${railWidth(lanes) + 8}px` } as CSSProperties}>
              {lanes > 1 && <Rail cells={laidRow.lanes} lanes={lanes} className="@max-[640px]:hidden" />}
              <Rail
                cells={laidRow.lanes.filter((cell) => cell.knot !== null)}
                lanes={1}
                className={lanes > 1 ? '@min-[640px]:hidden' : undefined}
              />
              {named && <ItemName name={item} again={rows[at - 1]?.item === row.item} />}
              <ThreadRowView row={row} show={show} />
            </div>
          </li>
        );
      })}
    </ol>
  );
}

/** On a narrow page there is one lane: every row's own. */
const rowStyle = 'relative flex pl-[30px] @min-[640px]:pl-(--rail) @max-[640px]:flex-col';

/** The item's name beside its first row; read aloud with every one. Shared rows keep the column free. */
function ItemName({ name, again }: { name: string | null; again: boolean }) {
  const first = name !== null && !again;
  return (
    <span
      title={name ?? undefined}
      className={cn(
        'w-24 shrink-0 truncate @min-[1000px]:w-36 py-1.5 pr-4 font-mono text-muted @max-[640px]:w-auto @max-[640px]:pb-0',
        !first && '@max-[640px]:sr-only',
      )}
    >
      {name !== null && <span className={again ? 'sr-only' : undefined}>{name}</span>}
    </span>
  );
}

type MeetingProps = { laidRow: LaidRow<ThreadRow>; before: LaidRow<ThreadRow> | undefined; lanes: number };

function Meeting({ laidRow, before, lanes }: MeetingProps) {
  const bare = (stroke: Stroke | null | undefined): Stroke => stroke ?? 'bare';
  if (laidRow.parts) {
    return (
      <Strip
        lanes={lanes}
        numbers={laidRow.parts}
        look="parts"
        strokes={laidRow.lanes.map((cell) => bare(cell.above))}
      />
    );
  }
  if (laidRow.joins && before) {
    return (
      <Strip
        lanes={lanes}
        numbers={laidRow.joins}
        look="joins"
        strokes={before.lanes.map((cell) => bare(cell.below))}
      />
    );
  }
  return null;
}
