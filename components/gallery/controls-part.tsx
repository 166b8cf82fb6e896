'use client';

import { Ellipsis, Filter, Play, Plus, RefreshCw, Search, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Badge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { CodeBlock } from '#components/ui/code-block.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { Drawer } from '#components/ui/drawer.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Input } from '#components/ui/input.tsx';
import { Kbd } from '#components/ui/kbd.tsx';
import { LinkButton } from '#components/ui/link-button.tsx';
import { Menu } from '#components/ui/menu.tsx';
import { Mono } from '#components/ui/mono.tsx';
import { Fact, PageHead } from '#components/ui/page-head.tsx';
import { Popover } from '#components/ui/popover.tsx';
import { Section } from '#components/ui/section.tsx';
import { Segmented } from '#components/ui/segmented.tsx';
import { Slider } from '#components/ui/slider.tsx';
import { StateChip } from '#components/ui/state-chip.tsx';
import { Tabs } from '#components/ui/tabs.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import { toast } from '#components/ui/toaster.tsx';

export function ControlsPart() {
  return (
    <>
      <PageHead
        title="golden-ws2022-core"
        state={<StateChip tone="ok" label="Sealed" />}
        facts={
          <>
            <Fact label="Array">san-a</Fact>
            <Fact label="Size">40 GiB</Fact>
            <Fact label="Clones">128</Fact>
            <Fact label="Id">
              <Mono copy="id">0192f3a4-7c11-7d0e-9a55-1f6f2c0b8e21</Mono>
            </Fact>
          </>
        }
        actions={
          <>
            <Button variant="quiet" icon={<RefreshCw />}>
              Read again
            </Button>
            <Button disabledReason="128 clones have this LUN as their parent">Unseal</Button>
            <Button variant="primary" icon={<Plus />}>
              Clone VMs
            </Button>
          </>
        }
      />
      <ButtonsSection />
      <FloatingSection />
      <ChoosingSection />
      <Section title="Machine text">
        <div className="space-y-3">
          <p className="flex flex-wrap items-center gap-3">
            <Mono copy="IQN">iqn.2024-05.test.heddle:san-a.lun-0042</Mono> <Badge>12</Badge> <Kbd>⌘K</Kbd>
            <TextLink href="/gallery/table">A link in text</TextLink>
          </p>
          <CodeBlock
            what="curl command"
            code={
              'curl -X POST https://heddle.test/api/v1/plans \\\n  -H "Authorization: Bearer $HEDDLE_TOKEN" \\\n  -d \'{"procedure":"clone-vms","input":{"count":40}}\''
            }
          />
        </div>
      </Section>
    </>
  );
}

function ButtonsSection() {
  return (
    <Section title="Buttons" hint="A refused one keeps the focus and says why">
      <div className="flex flex-wrap items-center gap-2">
        <Button variant="primary">Seal golden LUN</Button>
        <Button>Preview plan</Button>
        <Button variant="quiet">Cancel</Button>
        <Button variant="danger" icon={<Trash2 />}>
          Delete 4 VMs
        </Button>
        <Button variant="primary" pending>
          Approving
        </Button>
        <Button variant="primary" disabledReason="The plan is older than the inventory: plan again">
          Approve
        </Button>
        <LinkButton href="/gallery/table" icon={<Play />}>
          Open job
        </LinkButton>
        <Button size="small">Small</Button>
        <IconButton label="Filter" icon={<Filter />} />
        <IconButton label="Search" icon={<Search />} variant="secondary" hint={<Kbd>/</Kbd>} />
      </div>
    </Section>
  );
}

function FloatingSection() {
  return (
    <Section title="What floats">
      <div className="flex flex-wrap items-center gap-2">
        <Menu
          trigger={<IconButton label="More" icon={<Ellipsis />} variant="secondary" />}
          groups={[
            {
              key: 'do',
              label: 'web-03',
              items: [
                { key: 'open', label: 'Open', href: '/gallery/table' },
                {
                  key: 'stop',
                  label: 'Stop',
                  hint: 'S',
                  onSelect: () => toast({ tone: 'ok', title: 'Stopped web-03' }),
                },
                { key: 'move', label: 'Move', disabledReason: 'No other host sees this LUN', onSelect: () => {} },
              ],
            },
            {
              key: 'end',
              items: [{ key: 'delete', label: 'Delete', icon: <Trash2 />, tone: 'danger', onSelect: () => {} }],
            },
          ]}
        />
        <Popover trigger={<Button>Popover</Button>} label="Lock">
          <p>
            <span className="text-muted">Held by </span>job 0192f3
          </p>
        </Popover>
        <Dialog
          trigger={<Button>Dialog</Button>}
          title="Exceed the limit of san-a"
          description="The plan needs 264 registrations, the array takes 256. Disks would disappear from the cluster."
          footer={<Button variant="danger">Exceed the limit</Button>}
        >
          <Input aria-label="Type san-a to go on" placeholder="Type san-a to go on" mono />
        </Dialog>
        <Drawer trigger={<Button>Drawer</Button>} title="LUN san-a-0042" footer={<Button>Close</Button>}>
          <p className="p-4 text-muted">Details beside a list.</p>
        </Drawer>
        <Button onClick={() => toast({ tone: 'ok', title: 'Plan approved', description: 'Job 0192f3 has started' })}>
          Toast
        </Button>
        <Button
          onClick={() => toast({ tone: 'danger', title: 'Agent san-b does not answer', description: 'Its jobs wait.' })}
        >
          Failed toast
        </Button>
      </div>
    </Section>
  );
}

function ChoosingSection() {
  const [view, setView] = useState<'list' | 'map'>('list');
  const [hosts, setHosts] = useState(12);
  const [csvs, setCsvs] = useState(8);
  const perHost = 2 * 2;
  return (
    <Section title="Views and sliders">
      <div className="grid gap-8 lg:grid-cols-2">
        <div className="space-y-4">
          <Segmented
            label="View"
            value={view}
            onValueChange={setView}
            options={[
              { value: 'list', label: 'List' },
              { value: 'map', label: 'Map' },
            ]}
          />
          <Tabs
            label="Ways to do it"
            tabs={[
              {
                key: 'api',
                label: 'As API call',
                content: <p className="text-muted">The request this plan is made of.</p>,
              },
              { key: 'cli', label: 'As CLI', content: <p className="text-muted">The command that does the same.</p> },
              {
                key: 'book',
                label: 'As runbook',
                count: 14,
                content: <p className="text-muted">Every row, by hand.</p>,
              },
            ]}
          />
        </div>
        <div className="max-w-sm space-y-2">
          <Slider
            label="Hosts"
            value={hosts}
            onValueChange={setHosts}
            min={1}
            max={64}
            mark={{ at: Math.floor(256 / (perHost * csvs)) + 1, label: 'Limit crossed' }}
          />
          <Slider label="CSVs" value={csvs} onValueChange={setCsvs} min={1} max={32} />
          <p className="tabular-nums">
            {hosts * perHost * csvs} <span className="text-dim">registrations</span>
          </p>
        </div>
      </div>
    </Section>
  );
}
