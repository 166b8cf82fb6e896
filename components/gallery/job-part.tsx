'use client';

import { Thread } from '#components/thread/thread.tsx';
import type { ThreadState } from '#components/thread/thread-row.ts';
import { Button } from '#components/ui/button.tsx';
import { Fact, PageHead } from '#components/ui/page-head.tsx';
import { Progress } from '#components/ui/progress.tsx';
import { Section } from '#components/ui/section.tsx';
import { StateChip } from '#components/ui/state-chip.tsx';
import { Time } from '#components/ui/time.tsx';
import { sampleItems, sampleRows } from './sample-threads.tsx';

const few = sampleItems(6);
const fewStates: ThreadState[][] = [
  ['proven', 'proven', 'proven'],
  ['proven', 'proven', 'running'],
  ['undone', 'undone', 'failed'],
  ['undone', 'undoing', 'failed'],
  ['done', 'waiting', 'pending'],
  ['stuck', 'failed', 'skipped'],
];
const many = sampleItems(40);
const manyStates = (at: number): ThreadState[] => {
  if (at === 7) return ['undone', 'undone', 'failed'];
  if (at === 19) return ['undone', 'stuck', 'failed'];
  if (at < 26) return ['proven', 'proven', 'proven'];
  if (at < 32) return ['proven', 'proven', 'running'];
  if (at < 34) return ['proven', 'waiting', 'pending'];
  return ['pending', 'pending', 'pending'];
};

export function JobPart() {
  return (
    <>
      <PageHead
        title="Clone 40 VMs from web-base"
        state={<StateChip tone="running" label="Running" />}
        facts={
          <>
            <Fact label="Started">
              <Time at="2026-03-12T14:02:00Z" />
            </Fact>
            <Fact label="By">ada@example.test</Fact>
            <Fact label="Worker">w-2</Fact>
          </>
        }
        actions={<Button>Cancel job</Button>}
      />
      <div className="pb-5">
        <Progress label="Items" done={24} failed={2} total={40} />
      </div>
      <Section title="By item" hint="24 of 40 proven, 2 undone">
        <Thread label="Rows of the job" rows={sampleRows(many, manyStates)} items={many} show="job" />
      </Section>
      <Section title="Few items, every state">
        <Thread
          label="Rows of a job of six items"
          rows={sampleRows(few, (at) => fewStates[at] ?? [])}
          items={few}
          show="job"
        />
      </Section>
      <Section title="Cancelled">
        <Thread
          label="Rows of a cancelled job"
          rows={sampleRows(few.slice(0, 1), () => ['undone', 'undone', 'failed'])}
          items={few.slice(0, 1)}
          show="job"
        />
      </Section>
    </>
  );
}
