'use client';

import { usePathname } from 'next/navigation';
import { Anchor } from '#components/ui/anchor.tsx';
import { cn } from '#components/ui/cn.ts';
import { Tooltip } from '#components/ui/tooltip.tsx';
import { currentHref, type NavGroup, type NavItem } from './nav-item.ts';

export type SideNavProps = {
  groups: readonly NavGroup[];
  /** `rail` gives way to icons below 1100 px; `full` is the drawer, always with words. */
  look: 'rail' | 'full';
  onFollow?: () => void;
};

/** Where one can go; the place one is in shows its own parts. */
export function SideNav({ groups, look, onFollow }: SideNavProps) {
  const pathname = usePathname();
  const current = currentHref(pathname, groups);
  return (
    <nav aria-label="Main" className="flex flex-col gap-4 overflow-y-auto px-2 py-3">
      {groups.map((group) => (
        <div key={group.key}>
          {group.label && (
            <p className={cn('px-2 pb-1 text-dim', look === 'rail' && 'max-lg:sr-only')}>{group.label}</p>
          )}
          <ul className="space-y-px">
            {group.items.map((item) => (
              <li key={item.key}>
                <NavEntry item={item} current={current} look={look} onFollow={onFollow} />
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}

type NavEntryProps = {
  item: NavItem;
  current: string | null;
  look: 'rail' | 'full';
  onFollow?: (() => void) | undefined;
};

const entryStyle =
  'relative flex h-8 items-center gap-2.5 rounded-control px-2 text-muted transition-colors hover:bg-hover hover:text-ink';
const currentStyle =
  'bg-surface font-medium text-ink hover:bg-surface before:absolute before:inset-y-1.5 before:-left-2 before:w-0.5 before:bg-thread';

function NavEntry({ item, current, look, onFollow }: NavEntryProps) {
  const inside = current === item.href || item.children?.some((leaf) => leaf.href === current) === true;
  const narrow = look === 'rail';
  return (
    <>
      <Tooltip content={narrow ? item.label : null} side="right" className="lg:hidden">
        <Anchor
          href={item.href}
          onClick={onFollow}
          aria-current={current === item.href ? 'page' : undefined}
          className={cn(entryStyle, narrow && 'max-lg:justify-center max-lg:px-0', inside && currentStyle)}
        >
          <span className={cn('[&_svg]:size-4', inside ? 'text-thread' : 'text-dim')}>{item.icon}</span>
          <span className={cn('flex-1 truncate', narrow && 'max-lg:sr-only')}>{item.label}</span>
          {item.count ? (
            <span className={cn('text-dim tabular-nums', narrow && 'max-lg:sr-only')}>{item.count}</span>
          ) : null}
        </Anchor>
      </Tooltip>
      {inside && item.children && (
        <ul className={cn('mt-px ml-4 space-y-px border-l pl-2', narrow && 'max-lg:hidden')}>
          {item.children.map((leaf) => (
            <li key={leaf.key}>
              <Anchor
                href={leaf.href}
                onClick={onFollow}
                aria-current={current === leaf.href ? 'page' : undefined}
                className={cn(
                  'flex h-7 items-center rounded-control px-2 text-muted transition-colors hover:bg-hover hover:text-ink',
                  current === leaf.href && 'font-medium text-ink',
                )}
              >
                {leaf.label}
              </Anchor>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
