'use client';

import { useQuery } from '@tanstack/react-query';
import { parseAsString, useQueryState } from 'nuqs';
import { timeToFull } from '#components/charts/time-to-full.ts';
import { problemOf } from '#components/query/api-error.ts';
import { q } from '#components/query/q.ts';
import { Button } from '#components/ui/button.tsx';
import { cn } from '#components/ui/cn.ts';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { ErrorPanel } from '#components/ui/error-panel.tsx';
import { LinkButton } from '#components/ui/link-button.tsx';
import { PageHead } from '#components/ui/page-head.tsx';
import { Section } from '#components/ui/section.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { StateChip } from '#components/ui/state-chip.tsx';
import type { ForecastDto } from '#contract/api/capacity-records.ts';
import { paths } from '#contract/paths.ts';
import { PoolForecast } from './pool-forecast.tsx';
import { soonestFirst } from './soonest-first.ts';

/** When pools fill: every pool, soonest first, and the chart of the one that is chosen. */
export function ForecastPage() {
  const query = useQuery({ ...q('capacity.forecast'), refetchInterval: 60_000 });
  const [chosen, setChosen] = useQueryState('pool', parseAsString);
  if (query.isPending) return <Skeleton className="h-72" />;
  if (query.isError)
    return (
      <ErrorPanel
        problem={problemOf(query.error)}
        actions={<Button onClick={() => void query.refetch()}>Read it again</Button>}
      />
    );
  const pools = [...query.data.items].sort(soonestFirst);
  const shown = pools.find(({ pool }) => pool.id === chosen) ?? pools[0];
  return (
    <>
      <PageHead title="Forecast" actions={<Button onClick={() => window.print()}>Print</Button>} />
      {shown ? (
        <>
          <PoolForecast forecast={shown} />
          <Section title="Pools" hint="Soonest full first" className="mt-8">
            <ul className="hairlines">
              {pools.map((one) => (
                <PoolLine
                  key={one.pool.id}
                  forecast={one}
                  current={one === shown}
                  onChoose={() => void setChosen(one.pool.id)}
                />
              ))}
            </ul>
          </Section>
        </>
      ) : (
        <EmptyState title="No pool is known" action={<LinkButton href={paths.addAgent()}>Add an agent</LinkButton>}>
          Pools are recorded every quarter of an hour from the moment an array reports them.
        </EmptyState>
      )}
    </>
  );
}

type LineProps = { forecast: ForecastDto; current: boolean; onChoose: () => void };

function PoolLine({ forecast, current, onChoose }: LineProps) {
  const full = timeToFull(forecast);
  return (
    <li>
      <button
        type="button"
        aria-pressed={current}
        onClick={onChoose}
        className={cn(
          'grid w-full grid-cols-[minmax(0,2fr)_4rem_minmax(0,3fr)] items-center gap-x-4 px-2 py-1.5 text-left transition-colors hover:bg-hover max-sm:grid-cols-[minmax(0,1fr)_4rem]',
          current && 'bg-selected',
        )}
      >
        <span className="truncate">
          {forecast.pool.name} <span className="text-dim">{forecast.array.name}</span>
        </span>
        <span className="text-right tabular-nums">{forecast.current ? `${forecast.current.usedPercent} %` : '–'}</span>
        <span className="max-sm:col-span-2">
          <StateChip look="plain" tone={full.tone} label={full.text} />
        </span>
      </button>
    </li>
  );
}
