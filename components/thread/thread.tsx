'use client';

import { ItemTable } from './item-table.tsx';
import { ThreadList, type ThreadListProps } from './thread-list.tsx';

/** Above this many items a thread each would be noise: they become a table with a result per item. */
export const mostLanes = 12;

/** The one drawing for plans and jobs: a thread with a knot per row, a lane per item, a dashed thread back for undo. */
export function Thread({ label, rows, items, show }: ThreadListProps) {
  if (items.length <= mostLanes) return <ThreadList label={label} rows={rows} items={items} show={show} />;
  const first = rows.findIndex((row) => row.item !== null);
  const last = rows.findLastIndex((row) => row.item !== null);
  const before = rows.slice(0, first);
  const after = rows.slice(last + 1);
  return (
    <div className="space-y-4">
      {before.length > 0 && <ThreadList label={`${label}, shared`} rows={before} items={[]} show={show} />}
      <ItemTable label={`${label}, by item`} rows={rows.slice(first, last + 1)} items={items} show={show} />
      {after.length > 0 && <ThreadList label={`${label}, afterwards`} rows={after} items={[]} show={show} />}
    </div>
  );
}
