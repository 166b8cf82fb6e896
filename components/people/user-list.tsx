'use client';

import type { z } from 'zod';
import { ResourceTable } from '#components/query/resource-table.tsx';
import type { Column } from '#components/table/column.ts';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { StateChip } from '#components/ui/state-chip.tsx';
import { Time } from '#components/ui/time.tsx';
import type { UserDto } from '#contract/api/people.ts';

type User = z.infer<typeof UserDto>;

const columns: readonly Column<User>[] = [
  { key: 'name', header: 'Name', cell: (user) => user.name, sortKey: 'name', choice: 'always' },
  { key: 'email', header: 'Email', cell: (user) => user.email, sortKey: 'email' },
  { key: 'role', header: 'Role', cell: (user) => user.role, sortKey: 'role', width: '8rem' },
  {
    key: 'state',
    header: 'State',
    cell: (user) => (
      <StateChip look="plain" tone={user.disabled ? 'neutral' : 'ok'} label={user.disabled ? 'Disabled' : 'Active'} />
    ),
    width: '8rem',
  },
  {
    key: 'signIn',
    header: 'Last sign-in',
    cell: (user) => (user.lastSignInAt ? <Time at={user.lastSignInAt} /> : 'never'),
    width: '9rem',
    hideBelow: 'md',
  },
];

/** Who may sign in, and as what. */
export function UserList() {
  return (
    <ResourceTable
      endpoint="users.list"
      label="Users"
      columns={columns}
      rowLabel={(user) => user.name}
      rowHref={null}
      search={{ field: 'email', placeholder: 'Search by email' }}
      defaultSort="name"
      empty={
        <EmptyState title="Nobody is here" action={null}>
          Users appear when an admin adds them, or when they first sign in through the identity provider.
        </EmptyState>
      }
    />
  );
}
