'use client';

import { useQuery } from '@tanstack/react-query';
import { PageCrumbs } from '#components/layout/page-crumbs.tsx';
import { problemOf } from '#components/query/api-error.ts';
import { q } from '#components/query/q.ts';
import { useApiMutation } from '#components/query/use-api-mutation.ts';
import { Button } from '#components/ui/button.tsx';
import { Callout } from '#components/ui/callout.tsx';
import { ErrorPanel } from '#components/ui/error-panel.tsx';
import { Mono } from '#components/ui/mono.tsx';
import { Fact, PageHead } from '#components/ui/page-head.tsx';
import { Section } from '#components/ui/section.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { Time } from '#components/ui/time.tsx';
import { paths } from '#contract/paths.ts';
import { AgentState } from './agent-state.tsx';

const kinds = { array: 'Storage array', library: 'Library server', host: 'Hypervisor host' } as const;

/** An agent: whether it answers, and what it serves. */
export function AgentPage({ id, operateRefusal }: { id: string; operateRefusal: string | null }) {
  const query = useQuery({ ...q('agents.get', { params: { id } }), refetchInterval: 5_000 });
  const refresh = useApiMutation('agents.refresh', { invalidates: ['agents.get'] });
  if (query.isPending) return <Skeleton className="h-72" />;
  if (query.isError) return <ErrorPanel problem={problemOf(query.error)} />;
  const agent = query.data;
  return (
    <>
      <PageCrumbs crumbs={[{ label: 'Agents', href: paths.agents() }, { label: agent.name }]} />
      <PageHead
        title={agent.name}
        state={<AgentState look="chip" agent={agent} />}
        facts={
          <>
            <Fact label="Address">
              <Mono copy="address">{agent.url}</Mono>
            </Fact>
            <Fact label="Version">{agent.version ?? 'not known'}</Fact>
            <Fact label="Last seen">{agent.lastSeenAt ? <Time at={agent.lastSeenAt} /> : 'never'}</Fact>
            <Fact label="Inventory">
              {agent.lastInventoryAt ? <Time at={agent.lastInventoryAt} /> : 'not read yet'}
            </Fact>
          </>
        }
        actions={
          <Button
            disabledReason={operateRefusal}
            pending={refresh.isPending}
            onClick={() => refresh.mutate({ params: { id }, body: {} })}
          >
            Read inventory now
          </Button>
        }
      />
      <div className="space-y-3">
        {agent.stateReason && agent.state !== 'online' && (
          <Callout tone="danger" title="It does not answer as it should">
            {agent.stateReason}
          </Callout>
        )}
        {refresh.error && <ErrorPanel problem={problemOf(refresh.error)} />}
      </div>
      <Section title="Systems" hint={`${agent.systems.length} served by this agent`}>
        <ul className="hairlines">
          {agent.systems.map((system) => (
            <li
              key={system.system}
              className="grid grid-cols-[10rem_minmax(0,1fr)_6rem] items-baseline gap-x-4 py-1.5 max-sm:grid-cols-1"
            >
              <span className="text-muted">{kinds[system.kind]}</span>
              <span className="font-medium">{system.system}</span>
              <span className="font-mono text-muted">{system.driver}</span>
            </li>
          ))}
        </ul>
      </Section>
    </>
  );
}
