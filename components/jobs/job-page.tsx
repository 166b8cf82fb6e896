'use client';

import { PageCrumbs } from '#components/layout/page-crumbs.tsx';
import { problemOf } from '#components/query/api-error.ts';
import { saveFile } from '#components/query/export-list.ts';
import { Thread } from '#components/thread/thread.tsx';
import { Button } from '#components/ui/button.tsx';
import { Callout } from '#components/ui/callout.tsx';
import { CodeBlock } from '#components/ui/code-block.tsx';
import { Duration } from '#components/ui/duration.tsx';
import { ErrorPanel } from '#components/ui/error-panel.tsx';
import { Fact, PageHead } from '#components/ui/page-head.tsx';
import { Progress } from '#components/ui/progress.tsx';
import { Section } from '#components/ui/section.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { StateChip } from '#components/ui/state-chip.tsx';
import { Tabs } from '#components/ui/tabs.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import { Time } from '#components/ui/time.tsx';
import type { JobDto } from '#contract/api/jobs.ts';
import { paths } from '#contract/paths.ts';
import { JobActions } from './job-actions.tsx';
import { hasEnded, jobChip } from './job-state.ts';
import { jobThread } from './job-thread.tsx';
import { useLiveJob } from './use-live-job.ts';

/** A job, live: what it is at, what came of each item, and what may be asked of it. */
export function JobPage({ id, operateRefusal }: { id: string; operateRefusal: string | null }) {
  const { query, live } = useLiveJob(id);
  if (query.isPending) return <Skeleton className="h-72" />;
  if (query.isError)
    return (
      <ErrorPanel
        problem={problemOf(query.error)}
        actions={<Button onClick={() => query.refetch()}>Read it again</Button>}
      />
    );
  const job = query.data;
  const { rows, items } = jobThread(job);
  return (
    <>
      <PageCrumbs crumbs={[{ label: 'Jobs', href: paths.jobs() }, { label: job.title }]} />
      <Head job={job} live={live} operateRefusal={operateRefusal} />
      <div className="space-y-3 pb-6">
        {!hasEnded(job.state) && <Progress label="Rows done" done={job.rowsDone} total={job.rowsTotal} />}
        <Notices job={job} />
      </div>
      <Section title="Rows" hint={hintOf(job)}>
        <Tabs
          label="Ways to read the job"
          tabs={[
            {
              key: 'thread',
              label: 'Thread',
              content: <Thread label="Rows of the job" rows={rows} items={items} show="job" />,
            },
            { key: 'curl', label: 'As curl', content: <CodeBlock what="curl command" code={asCurl(job)} /> },
          ]}
        />
      </Section>
    </>
  );
}

function Head({ job, live, operateRefusal }: { job: JobDto; live: boolean; operateRefusal: string | null }) {
  const chip = jobChip(job.state);
  return (
    <PageHead
      title={job.title}
      state={
        <output aria-label="State of the job" className="flex items-center gap-2">
          <StateChip tone={chip.tone} label={chip.label} />
          {!live && (
            <StateChip
              tone="stale"
              label="Reconnecting"
              title="The live stream broke; it is being resumed where it was."
            />
          )}
        </output>
      }
      facts={
        <>
          <Fact label="Items">{`${job.itemsDone} of ${job.itemsTotal}${job.itemsFailed ? `, ${job.itemsFailed} failed` : ''}`}</Fact>
          <Fact label="Started by">{job.createdBy}</Fact>
          <Fact label="Begun">
            <Time at={job.startedAt ?? job.createdAt} />
          </Fact>
          {job.durationMs !== null && (
            <Fact label="Took">
              <Duration durationMs={job.durationMs} />
            </Fact>
          )}
          <Fact label="Plan">
            <TextLink href={paths.plan(job.planId)}>as approved</TextLink>
          </Fact>
        </>
      }
      actions={
        <>
          <Button
            variant="quiet"
            onClick={() => saveFile(`heddle-job-${job.id}.json`, 'application/json', JSON.stringify(job, null, 2))}
          >
            Download report
          </Button>
          <JobActions job={job} refusal={operateRefusal} />
        </>
      }
    />
  );
}

function Notices({ job }: { job: JobDto }) {
  return (
    <>
      {job.waitingFor && (
        <Callout
          tone="waiting"
          title={`Waiting for ${job.waitingFor.lock}`}
          action={<TextLink href={paths.job(job.waitingFor.holderJobId)}>Open that job</TextLink>}
        >
          Held by “{job.waitingFor.holderTitle}” since <Time at={job.waitingFor.since} />.
        </Callout>
      )}
      {job.stuck && (
        <Callout tone="danger" title="Stuck: an undo did not come through">
          <p>{job.stuck.cause}</p>
          {job.stuck.leftBehind.length > 0 && <p className="mt-1">Left behind: {job.stuck.leftBehind.join('; ')}.</p>}
          {job.stuck.locks.length > 0 && <p className="mt-1">Still locked: {job.stuck.locks.join(', ')}.</p>}
          <ul className="mt-1 list-disc pl-4">
            {job.stuck.nextActions.map((action) => (
              <li key={action}>{action}</li>
            ))}
          </ul>
        </Callout>
      )}
      {job.failure && job.state !== 'stuck' && hasEnded(job.state) && (
        <Callout
          tone={job.failure.code === 'cancelled' || job.failure.code === 'undone' ? 'neutral' : 'warning'}
          title={job.failure.sentence}
        >
          {job.failure.remedy}
        </Callout>
      )}
      {job.state === 'abandoned' && job.leftBehind && job.leftBehind.length > 0 && (
        <Callout tone="neutral" title="Left behind when it was abandoned">
          {job.leftBehind.join('; ')}
        </Callout>
      )}
    </>
  );
}

function hintOf(job: JobDto): string {
  const undone = job.items.filter((i) => i.state === 'undone').length;
  const cancelled = job.items.filter((i) => i.state === 'cancelled').length;
  const proven = job.rows.filter((row) => row.state === 'proven').length;
  const parts = [`${proven} of ${job.rowsTotal} proven`];
  if (undone) parts.push(`${undone} ${undone === 1 ? 'item' : 'items'} taken back`);
  if (cancelled) parts.push(`${cancelled} never begun`);
  return parts.join(', ');
}

function asCurl(job: JobDto): string {
  const auth = '-H "Authorization: Bearer $HEDDLE_TOKEN"';
  return [
    '# the job as it is now',
    `curl -sS ${auth} "$HEDDLE_URL/api/v1/jobs/${job.id}"`,
    '# everything that happened, then live',
    `curl -sSN ${auth} "$HEDDLE_URL/api/v1/jobs/${job.id}/events?after=0"`,
  ].join('\n');
}
