'use client';

import { Lineage } from '#components/thread/lineage.tsx';
import { Thread } from '#components/thread/thread.tsx';
import { Button } from '#components/ui/button.tsx';
import { CodeBlock } from '#components/ui/code-block.tsx';
import { Fact, PageHead } from '#components/ui/page-head.tsx';
import { Section } from '#components/ui/section.tsx';
import { Stat, Stats } from '#components/ui/stat.tsx';
import { StateChip } from '#components/ui/state-chip.tsx';
import { Tabs } from '#components/ui/tabs.tsx';
import { sampleItems, sampleRows } from './sample-threads.tsx';

const items = sampleItems(4);

export function PlanPart() {
  return (
    <>
      <PageHead
        title="Clone 4 VMs from web-base"
        state={<StateChip tone="neutral" label="Not approved" />}
        facts={
          <>
            <Fact label="Inventory">revision 4,812</Fact>
            <Fact label="Valid until">14:32</Fact>
          </>
        }
        actions={
          <>
            <Button>Plan again</Button>
            <Button variant="primary">Approve and clone 4 VMs</Button>
          </>
        }
      />
      <div className="border-y py-5">
        <Stats label="Effects">
          <Stat label="LUNs on san-a" before="124" value="128" note="4 clones of golden-web-base" />
          <Stat label="Pool san-a/p1" before="61 %" value="64 %" note="of 12 TiB" />
          <Stat label="Registrations" before="96" value="128" note="of 256, 50 %" />
          <Stat label="Touches" value="2" unit="hosts" note="hv-03, hv-04; no VM is stopped" />
        </Stats>
      </div>
      <Section title="Checks" hint="3 passed, 1 warning" className="mt-6 border-t-0 pt-0">
        <ul className="hairlines border-y">
          {[
            {
              tone: 'warning' as const,
              label: 'Warning',
              text: 'Chain depth would be 3 of 4',
              remedy: 'Roll the template out again to start at 1.',
            },
            { tone: 'ok' as const, label: 'Passed', text: 'golden-web-base is sealed, proven 4 min ago' },
            { tone: 'ok' as const, label: 'Passed', text: 'hv-03 and hv-04 see san-a over iSCSI, as lib-01 does' },
          ].map((check) => (
            <li key={check.text} className="grid grid-cols-[6rem_1fr] gap-x-4 py-1.5">
              <StateChip tone={check.tone} label={check.label} look="plain" />
              <span>
                {check.text} {check.remedy && <span className="text-muted">{check.remedy}</span>}
              </span>
            </li>
          ))}
        </ul>
      </Section>
      <Section title="Rows" hint="In this order, undone in reverse">
        <Thread
          label="Rows of the plan"
          rows={sampleRows(items, () => ['pending', 'pending', 'pending'])}
          items={items}
          show="plan"
        />
      </Section>
      <Tabs
        label="Other ways to do this"
        tabs={[
          {
            key: 'api',
            label: 'As API call',
            content: <CodeBlock what="API call" code={'POST /api/v1/jobs\n{ "planId": "0192f3a4-7c11" }'} />,
          },
          { key: 'cli', label: 'As CLI', content: <CodeBlock what="CLI command" code="heddle apply 0192f3a4-7c11" /> },
        ]}
      />
      <Section title="Lineage" hint="Depth 3 of 4" className="mt-8">
        <Lineage
          label="Lineage of golden-web-base"
          nodes={[
            {
              key: 'g',
              parent: null,
              title: 'golden-web-base',
              knot: 'proven',
              state: <StateChip tone="ok" label="Sealed" look="plain" />,
              facts: '40 GiB',
              current: true,
            },
            {
              key: 'a',
              parent: 'g',
              title: 'web-01',
              href: '/gallery/plan',
              knot: 'done',
              state: null,
              facts: '1.2 GiB own',
            },
            {
              key: 'b',
              parent: 'g',
              title: 'golden-web-php',
              href: '/gallery/plan',
              knot: 'proven',
              state: <StateChip tone="ok" label="Sealed" look="plain" />,
              facts: '3.4 GiB own',
            },
            {
              key: 'b1',
              parent: 'b',
              title: 'php-01',
              href: '/gallery/plan',
              knot: 'done',
              state: null,
              facts: '0.4 GiB own',
            },
            {
              key: 'b2',
              parent: 'b',
              title: 'php-02',
              href: '/gallery/plan',
              knot: 'undone',
              state: <StateChip tone="warning" label="In quarantine" look="plain" />,
              facts: '5 days left',
            },
            {
              key: 'c',
              parent: 'g',
              title: 'web-02',
              href: '/gallery/plan',
              knot: 'pending',
              state: <StateChip tone="neutral" label="Planned" look="plain" />,
            },
          ]}
        />
      </Section>
    </>
  );
}
