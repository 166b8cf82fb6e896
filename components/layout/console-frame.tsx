'use client';

import { useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { signOut } from 'next-auth/react';
import { type ReactNode, useMemo, useState } from 'react';
import { q } from '#components/query/q.ts';
import { paths } from '#contract/paths.ts';
import { type Account, AccountMenu } from './account-menu.tsx';
import { RoleProvider } from './account-role.tsx';
import { ConsoleShell } from './console-shell.tsx';
import { navigation } from './navigation.tsx';
import { Palette, type PaletteGroup } from './palette.tsx';
import { searchHref } from './search-href.ts';

/** The shell around every page of the signed-in console: navigation, palette, account. */
export function ConsoleFrame({ account, children }: { account: Account; children: ReactNode }) {
  const router = useRouter();
  const [searching, setSearching] = useState(false);
  const [query, setQuery] = useState('');
  const findings = useQuery({
    ...q('findings.list', { query: { limit: 1, filter: 'state = "open"' } }),
    refetchInterval: 30_000,
  });
  const nav = useMemo(() => navigation(findings.data?.total), [findings.data?.total]);
  const found = useQuery({
    ...q('search.get', { query: { q: query } }),
    enabled: searching && query.trim().length > 1,
  });
  const go = (href: string) => () => router.push(href);
  const pages: PaletteGroup = {
    key: 'pages',
    label: 'Pages',
    entries: nav.flatMap((group) =>
      group.items.flatMap((item) => [
        { key: item.href, label: item.label, icon: item.icon, onSelect: go(item.href) },
        ...(item.children ?? [])
          .filter((leaf) => leaf.href !== item.href)
          .map((leaf) => ({ key: leaf.href, label: leaf.label, hint: item.label, onSelect: go(leaf.href) })),
      ]),
    ),
  };
  const acts: PaletteGroup = {
    key: 'acts',
    label: 'Actions',
    entries: [
      { key: 'clone', label: 'Clone VMs from a template', onSelect: go(paths.cloneVms()) },
      { key: 'csv', label: 'Create a CSV', onSelect: go(paths.newCsv()) },
      { key: 'template', label: 'Create a template', onSelect: go(paths.newTemplate()) },
      { key: 'agent', label: 'Add an agent', onSelect: go(paths.addAgent()) },
    ],
  };
  const objects: PaletteGroup = {
    key: 'objects',
    label: 'Objects',
    entries: (found.data?.hits ?? []).map((hit) => ({
      key: `${hit.kind} ${hit.id}`,
      label: hit.name,
      hint: [hit.kind.replaceAll('-', ' '), hit.detail].filter(Boolean).join(', '),
      // The server found it by an id or an IQN that its name does not show.
      keywords: [query],
      onSelect: go(searchHref(hit)),
    })),
  };
  return (
    <>
      <ConsoleShell
        nav={nav}
        account={
          <AccountMenu
            account={account}
            items={[{ key: 'tokens', label: 'API tokens', onSelect: go(paths.tokens()) }]}
            onSignOut={() => void signOut({ callbackUrl: paths.signIn() })}
          />
        }
        onSearch={() => setSearching(true)}
        notice={null}
      >
        <RoleProvider role={account.role}>{children}</RoleProvider>
      </ConsoleShell>
      <Palette
        open={searching}
        onOpenChange={setSearching}
        groups={[objects, acts, pages]}
        query={query}
        onQueryChange={setQuery}
        pending={found.isFetching}
      />
    </>
  );
}
