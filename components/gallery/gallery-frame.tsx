'use client';

import {
  Boxes,
  ChartLine,
  CircleAlert,
  Columns3,
  Component,
  Gauge,
  ListTree,
  Settings,
  TextCursorInput,
  Workflow,
} from 'lucide-react';
import { useRouter } from 'next/navigation';
import { type ReactNode, useCallback, useState } from 'react';
import { AccountMenu } from '#components/layout/account-menu.tsx';
import { ConsoleShell } from '#components/layout/console-shell.tsx';
import type { NavGroup } from '#components/layout/nav-item.ts';
import { Palette } from '#components/layout/palette.tsx';
import { toast } from '#components/ui/toaster.tsx';

const part = (key: string, label: string, icon: ReactNode) => ({ key, label, href: `/gallery/${key}`, icon });

const nav: readonly NavGroup[] = [
  {
    key: 'primitives',
    items: [
      part('controls', 'Controls', <Component key="i" />),
      part('states', 'States and figures', <CircleAlert key="i" />),
      part('form', 'Form', <TextCursorInput key="i" />),
    ],
  },
  {
    key: 'frames',
    label: 'Frames',
    items: [
      { ...part('table', 'Table', <Columns3 key="i" />), count: 3 },
      part('wizard', 'Wizard', <Workflow key="i" />),
      part('plan', 'Plan', <ListTree key="i" />),
      {
        ...part('job', 'Job', <Boxes key="i" />),
        children: [{ key: 'many', label: 'Many items', href: '/gallery/job/many' }],
      },
      part('charts', 'Charts', <ChartLine key="i" />),
    ],
  },
];

/** The console's own frame around the gallery's parts. */
export function GalleryFrame({ children }: { children: ReactNode }) {
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const [query, setQuery] = useState('');
  const onSearch = useCallback(() => setOpen(true), []);
  const entries = nav.flatMap((group) =>
    group.items.map((item) => ({ ...item, hint: 'Page', onSelect: () => router.push(item.href) })),
  );
  return (
    <ConsoleShell
      nav={nav}
      onSearch={onSearch}
      notice={null}
      account={
        <AccountMenu
          account={{ name: 'Ada Weaver', email: 'ada@example.test', role: 'operator' }}
          items={[{ key: 'settings', label: 'Settings', icon: <Settings />, href: '/gallery/form' }]}
          onSignOut={() => toast({ tone: 'neutral', title: 'Nothing to sign out of here' })}
        />
      }
    >
      {children}
      <Palette
        open={open}
        onOpenChange={setOpen}
        query={query}
        onQueryChange={setQuery}
        pending={false}
        groups={[
          { key: 'pages', label: 'Pages', entries },
          {
            key: 'acts',
            label: 'Actions',
            entries: [
              {
                key: 'toast',
                label: 'Show a toast',
                icon: <Gauge />,
                onSelect: () => toast({ tone: 'ok', title: 'Plan approved', description: 'Job 0192f3 has started' }),
              },
            ],
          },
        ]}
      />
    </ConsoleShell>
  );
}
