'use client';

import { Badge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { Bytes } from '#components/ui/bytes.tsx';
import { Callout } from '#components/ui/callout.tsx';
import { Count } from '#components/ui/count.tsx';
import { DiffValue } from '#components/ui/diff-value.tsx';
import { Duration } from '#components/ui/duration.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { ErrorPanel } from '#components/ui/error-panel.tsx';
import { KeyValues } from '#components/ui/key-values.tsx';
import { Meter } from '#components/ui/meter.tsx';
import { Mono } from '#components/ui/mono.tsx';
import { PageHead } from '#components/ui/page-head.tsx';
import { Progress } from '#components/ui/progress.tsx';
import { Section } from '#components/ui/section.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { Spinner } from '#components/ui/spinner.tsx';
import { Stat, Stats } from '#components/ui/stat.tsx';
import { StateChip, type Tone } from '#components/ui/state-chip.tsx';
import { Time } from '#components/ui/time.tsx';

const gib = 1024 ** 3;
const tones: [Tone, string][] = [
  ['neutral', 'Unsealed'],
  ['waiting', 'Waiting'],
  ['running', 'Cloning'],
  ['ok', 'Sealed'],
  ['warning', 'Above 80 %'],
  ['danger', 'Stuck'],
  ['unknown', 'Unknown'],
  ['stale', 'Stale'],
];

export function StatesPart() {
  return (
    <>
      <PageHead title="States and figures" />
      <Section title="States" hint="An icon and a word, always both">
        <div className="flex flex-wrap gap-2">
          {tones.map(([tone, label]) => (
            <StateChip key={tone} tone={tone} label={label} />
          ))}
        </div>
        <div className="mt-3 flex flex-wrap gap-5">
          {tones.map(([tone, label]) => (
            <StateChip key={tone} tone={tone} label={label} look="plain" />
          ))}
        </div>
      </Section>
      <Section title="Large figures">
        <Stats label="Effects">
          <Stat label="LUNs" before="128" value="168" note="40 new on san-a" />
          <Stat label="Provisioned" value="+12.5" unit="GiB" note="thin, of 40 golden copies" />
          <Stat label="Registrations" before="96" value="128" note="of 256, 50 %" />
          <Stat label="Pool san-a/p1" before="61 %" value="84 %" tone="warning" note="Above 80 %, full in 41 days" />
          <Stat label="Limit" value="unknown" tone="unknown" note="The model is not in the table" />
        </Stats>
      </Section>
      <FiguresSection />
      <RemarksSection />
    </>
  );
}

function FiguresSection() {
  return (
    <Section title="Small figures">
      <div className="grid gap-x-10 gap-y-6 lg:grid-cols-2">
        <KeyValues
          items={[
            { key: 'size', label: 'Size', value: <Bytes sizeBytes={40 * gib} /> },
            { key: 'used', label: 'Used', value: <Bytes sizeBytes={null} /> },
            { key: 'time', label: 'Last read', value: <Time at="2026-03-12T14:02:11Z" show="exact" /> },
            { key: 'count', label: 'Sessions', value: <Count value={12_480} unit="sessions" /> },
            { key: 'took', label: 'Took', value: <Duration durationMs={4210} usualMs={3800} /> },
            { key: 'diff', label: 'Access', value: <DiffValue before="read/write" after="read-only" /> },
            { key: 'new', label: 'LUN', value: <DiffValue before={null} after={<Mono>san-a-0169</Mono>} /> },
            { key: 'gone', label: 'Drive letter', value: <DiffValue before="G:" after={null} /> },
            { key: 'kind', label: 'Kind', value: <Badge>clone</Badge> },
          ]}
        />
        <div className="space-y-3">
          <Meter label="san-a" value={96} limit={256} planned={32} unit="registrations" />
          <Meter label="san-b" value={216} limit={256} unit="registrations" />
          <Meter label="san-c" value={264} limit={256} unit="registrations" />
          <Meter label="san-d" value={40} limit={null} unit="registrations" />
          <Meter label="san-e" value={null} limit={256} unit="registrations" />
          <Progress label="Items" done={28} failed={2} total={40} />
          <p className="flex items-center gap-2 text-muted">
            <Spinner /> Reading san-a
          </p>
          <Skeleton className="w-2/3" />
          <Skeleton className="w-1/3" />
        </div>
      </div>
    </Section>
  );
}

function RemarksSection() {
  return (
    <Section title="Remarks">
      <div className="space-y-3">
        <Callout tone="running" title="28 of 40 VMs are up">
          Clones run eight at a time on san-a.
        </Callout>
        <Callout
          tone="warning"
          title="The plan is older than the inventory"
          action={<Button size="small">Plan again</Button>}
        >
          Two LUNs were added to san-a since.
        </Callout>
        <Callout tone="unknown" title="The limit of san-d is unknown">
          Nothing is published for this model; enter it, or probe a scratch LUN.
        </Callout>
        <ErrorPanel
          problem={{
            title: 'The disk could not be taken offline',
            detail: 'Disk 4 of lib-01 is in use as a page file by boot client bc-07, which starts from this LUN.',
            remedy: 'Move the page file of bc-07 to another disk, then plan again.',
            code: 'disk_critical_offline',
            requestId: '0192f3a4-7c11',
          }}
          actions={<Button size="small">Plan the move</Button>}
        />
        <EmptyState
          title="No template is sealed"
          action={
            <>
              <Button variant="primary">Seal a template</Button>
              <Button>Read the library again</Button>
            </>
          }
        >
          VMs are cloned from a golden LUN that nothing can write to. Seal one, and it can be cloned from.
        </EmptyState>
      </div>
    </Section>
  );
}
