'use client';

import { useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import { timeToFull } from '#components/charts/time-to-full.ts';
import { remedyHref } from '#components/layout/remedy-href.ts';
import { problemOf } from '#components/query/api-error.ts';
import { q } from '#components/query/q.ts';
import { Button } from '#components/ui/button.tsx';
import { Bytes } from '#components/ui/bytes.tsx';
import { ErrorPanel } from '#components/ui/error-panel.tsx';
import { formatBytes } from '#components/ui/format-bytes.ts';
import { Meter } from '#components/ui/meter.tsx';
import { Fact, PageHead } from '#components/ui/page-head.tsx';
import { Section } from '#components/ui/section.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { Stat, Stats } from '#components/ui/stat.tsx';
import { StateChip } from '#components/ui/state-chip.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import { Time } from '#components/ui/time.tsx';
import type { OverviewDto } from '#contract/api/console.ts';
import { paths } from '#contract/paths.ts';
import { LatestJobs } from './latest-jobs.tsx';
import { Registrations } from './registrations.tsx';

type OverviewData = z.infer<typeof OverviewDto>;
const gib = 1024 ** 3;

/** The fabric on one page: how full, how many, what went on today, what needs a person. Prints to one sheet. */
export function Overview() {
  const query = useQuery({ ...q('overview.get'), refetchInterval: 10_000 });
  if (query.isPending) return <Skeleton className="h-72" />;
  if (query.isError)
    return (
      <ErrorPanel
        problem={problemOf(query.error)}
        actions={<Button onClick={() => void query.refetch()}>Read it again</Button>}
      />
    );
  const data = query.data;
  return (
    <>
      <PageHead
        title="Overview"
        facts={
          <>
            <Fact label="as of">
              <Time at={data.asOf} show="clock" />
            </Fact>
            <Fact label="Agents">{`${data.agents.online} of ${data.agents.total} online`}</Fact>
          </>
        }
        actions={<Button onClick={() => window.print()}>Print</Button>}
      />
      <div className="pb-8">
        <Figures data={data} />
      </div>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-x-12 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div>
          <Section
            title="Pools"
            hint="Fullest first; promised is what its LUNs may grow to."
            actions={<TextLink href={paths.forecast()}>When they fill</TextLink>}
          >
            <Pools data={data} />
          </Section>
          <Registrations />
        </div>
        <div>
          <Section
            title="Findings"
            hint={data.findings.length === 0 ? undefined : `${data.findings.length} open`}
            actions={<TextLink href={paths.findings()}>All findings</TextLink>}
          >
            <Findings data={data} />
          </Section>
          <Section title="Jobs today" actions={<TextLink href={paths.jobs()}>All jobs</TextLink>}>
            <p className="flex flex-wrap gap-x-5 gap-y-1">
              <StateChip look="plain" tone="ok" label={`${data.jobsToday.succeeded} succeeded`} />
              <StateChip
                look="plain"
                tone={data.jobsToday.failed > 0 ? 'warning' : 'neutral'}
                label={`${data.jobsToday.failed} did not`}
              />
              <StateChip
                look="plain"
                tone={data.jobsToday.running > 0 ? 'running' : 'neutral'}
                label={`${data.jobsToday.running} running`}
              />
            </p>
            <LatestJobs />
          </Section>
        </div>
      </div>
    </>
  );
}

function Figures({ data }: { data: OverviewData }) {
  const { counts, capacity } = data;
  const used = formatBytes(capacity.usedBytes);
  const share = capacity.sizeBytes > 0 ? Math.round((capacity.usedBytes / capacity.sizeBytes) * 100) : null;
  return (
    <Stats label="Figures of the fabric">
      <Stat
        label="Used"
        value={used.value}
        unit={used.unit}
        note={
          share === null
            ? 'no pool is known'
            : `${share} % of ${formatBytes(capacity.sizeBytes).value} ${formatBytes(capacity.sizeBytes).unit}`
        }
      />
      <Stat
        label="Virtual machines"
        value={counts.vms.toLocaleString('en')}
        note={<TextLink href={paths.vms()}>{counts.vmsRunning} running</TextLink>}
      />
      <Stat
        label="Golden LUNs sealed"
        value={`${counts.goldensSealed} of ${counts.goldens}`}
        note={<TextLink href={paths.templates()}>{counts.templates} templates</TextLink>}
        {...(counts.goldensSealed < counts.goldens ? { tone: 'warning' as const } : {})}
      />
      <Stat
        label="LUNs"
        value={counts.luns.toLocaleString('en')}
        note={<TextLink href={paths.luns()}>{counts.quarantined} in quarantine</TextLink>}
      />
      <Stat
        label="Hosts"
        value={counts.hosts.toLocaleString('en')}
        note={<TextLink href={paths.clusters()}>in {counts.clusters} clusters</TextLink>}
      />
    </Stats>
  );
}

function Pools({ data }: { data: OverviewData }) {
  const share = (pool: OverviewData['capacity']['pools'][number]) =>
    pool.sizeBytes > 0 ? pool.usedBytes / pool.sizeBytes : 0;
  const forecasts = useQuery({ ...q('capacity.summary'), refetchInterval: 30_000 }).data?.pools ?? [];
  const full = new Map(forecasts.map((line) => [line.pool.id, timeToFull(line)]));
  const pools = [...data.capacity.pools].sort((a, b) => share(b) - share(a)).slice(0, 8);
  if (pools.length === 0) return <p className="text-muted">No array has reported a pool yet.</p>;
  return (
    <ul className="hairlines">
      {pools.map((pool) => (
        <li
          key={pool.id}
          className="grid grid-cols-[minmax(0,1fr)_minmax(0,2fr)_9rem] items-center gap-x-4 py-1.5 max-sm:grid-cols-1"
        >
          <span className="truncate">
            {pool.name} <span className="text-dim">{pool.array}</span>
          </span>
          <Meter
            label={`${pool.name}, used`}
            value={Math.round(pool.usedBytes / gib)}
            limit={Math.round(pool.sizeBytes / gib)}
            unit="GiB"
            className="[&>span:last-child]:w-[11.5rem]"
          />
          <span className="text-right max-sm:text-left">
            <Bytes sizeBytes={pool.provisionedBytes} /> <span className="text-dim">promised</span>
          </span>
          <FullLine full={full.get(pool.id)} />
        </li>
      ))}
    </ul>
  );
}

/** When the pool is full, below its bar. */
function FullLine({ full }: { full: ReturnType<typeof timeToFull> | undefined }) {
  if (!full) return null;
  return (
    <span className="col-start-2 col-end-4 text-muted max-sm:col-start-1">
      Full: <StateChip look="plain" tone={full.tone} label={full.text} className="text-muted" />
    </span>
  );
}

const tones = { info: 'neutral', warning: 'warning', critical: 'danger' } as const;

function Findings({ data }: { data: OverviewData }) {
  if (data.findings.length === 0) return <p className="text-muted">Nothing needs you.</p>;
  return (
    <ul className="hairlines">
      {data.findings.slice(0, 6).map((finding) => (
        <li key={finding.id} className="py-1.5">
          <StateChip look="plain" tone={tones[finding.severity]} label={finding.title} />
          <p className="pl-6 text-muted">{finding.reason}</p>
          {finding.remedy && <Remedy remedy={finding.remedy} />}
        </li>
      ))}
    </ul>
  );
}

function Remedy({ remedy }: { remedy: NonNullable<OverviewData['findings'][number]['remedy']> }) {
  const href = remedyHref(remedy);
  return (
    <p className="pl-6">
      <span className="text-muted">What to do: </span>
      {href ? <TextLink href={href}>{remedy.sentence}</TextLink> : remedy.sentence}
    </p>
  );
}
