'use client';

import { LogOut } from 'lucide-react';
import { Menu, type MenuItem } from '#components/ui/menu.tsx';

export type Account = { name: string; email: string; role: string };

export type AccountMenuProps = {
  account: Account;
  /** Pages of one's own: tokens, display. */
  items: readonly MenuItem[];
  onSignOut: () => void;
};

/** Who is signed in, with which role, and the way out. */
export function AccountMenu({ account, items, onSignOut }: AccountMenuProps) {
  const initials = account.name
    .split(/\s+/)
    .map((word) => word[0])
    .slice(0, 2)
    .join('')
    .toUpperCase();
  return (
    <Menu
      trigger={
        <button
          type="button"
          aria-label={`${initials}, account of ${account.name}, ${account.role}`}
          className="flex size-7 items-center justify-center rounded-full bg-selected font-medium text-thread transition-colors hover:bg-hover"
        >
          <span aria-hidden="true">{initials}</span>
        </button>
      }
      groups={[
        { key: 'who', label: `${account.email} · ${account.role}`, items: [...items] },
        {
          key: 'out',
          items: [{ key: 'sign-out', label: 'Sign out', icon: <LogOut aria-hidden="true" />, onSelect: onSignOut }],
        },
      ]}
    />
  );
}
