'use client';

import { useQuery } from '@tanstack/react-query';
import { problemOf } from '#components/query/api-error.ts';
import { q } from '#components/query/q.ts';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { ErrorPanel } from '#components/ui/error-panel.tsx';
import { formatBytes } from '#components/ui/format-bytes.ts';
import { Skeleton } from '#components/ui/skeleton.tsx';

/** Hosts to mark, each with the room it has. */
export function HostChoice({ hostIds, onChange }: { hostIds: string[]; onChange: (hostIds: string[]) => void }) {
  const query = useQuery(q('hosts.list', { query: { limit: 500, sort: 'name' } }));
  if (query.isError) return <ErrorPanel problem={problemOf(query.error)} />;
  if (!query.data) return <Skeleton className="h-24" />;
  const mark = (id: string, on: boolean) => onChange(on ? [...hostIds, id] : hostIds.filter((other) => other !== id));
  return (
    <fieldset>
      <legend className="mb-2 font-medium">Hosts</legend>
      <ul className="hairlines">
        {query.data.items.map((host) => {
          const free = formatBytes(Math.max(0, host.memoryBytes - host.memoryUsedBytes));
          return (
            <li key={host.id}>
              <label htmlFor={`host-${host.id}`} className="flex flex-wrap items-center gap-x-3 py-1.5">
                <Checkbox
                  id={`host-${host.id}`}
                  aria-label={host.name}
                  checked={hostIds.includes(host.id)}
                  onCheckedChange={(on) => mark(host.id, on)}
                />
                <span className="flex-1">{host.name}</span>
                <span className="text-muted">{host.cluster?.name}</span>
                <span className="text-right text-muted tabular-nums sm:w-44">
                  {free.value} {free.unit} free, {host.vms} VMs
                </span>
              </label>
            </li>
          );
        })}
      </ul>
    </fieldset>
  );
}
