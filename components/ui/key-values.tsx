import type { ReactNode } from 'react';
import { cn } from './cn.ts';

export type KeyValue = { key: string; label: string; value: ReactNode };

/** Facts of one object: labels in one column, values in the other. */
export function KeyValues({ items, className }: { items: readonly KeyValue[]; className?: string }) {
  return (
    <dl className={cn('hairlines', className)}>
      {items.map((item) => (
        <div key={item.key} className="grid grid-cols-[minmax(7rem,2fr)_5fr] items-baseline gap-x-4 py-1.5">
          <dt className="text-muted">{item.label}</dt>
          <dd className="min-w-0 text-ink tabular-nums [overflow-wrap:anywhere]">{item.value}</dd>
        </div>
      ))}
    </dl>
  );
}
