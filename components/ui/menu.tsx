'use client';

import { Menu as BaseMenu } from '@base-ui/react/menu';
import { Fragment, type ReactElement, type ReactNode } from 'react';
import { Anchor } from './anchor.tsx';
import { cn } from './cn.ts';
import { useFloatTarget } from './float-layer.tsx';

export type MenuItem = {
  key: string;
  label: string;
  icon?: ReactNode;
  /** A key, a count: dimmed, on the right. */
  hint?: ReactNode;
  tone?: 'danger';
  /** Why this cannot be done now; shown under the label. */
  disabledReason?: string | null | undefined;
} & ({ onSelect: () => void; href?: never } | { href: string; onSelect?: never });

export type MenuGroup = { key: string; label?: string; items: readonly MenuItem[] };

export type MenuProps = {
  /** The button that opens it. */
  trigger: ReactElement;
  groups: readonly MenuGroup[];
  align?: 'start' | 'end';
};

/** A list of acts; groups are parted by a hairline. */
export function Menu({ trigger, groups, align = 'end' }: MenuProps) {
  return (
    <BaseMenu.Root>
      <BaseMenu.Trigger render={trigger} />
      <BaseMenu.Portal container={useFloatTarget()}>
        <BaseMenu.Positioner align={align} sideOffset={6} collisionPadding={8} className="z-40">
          <BaseMenu.Popup className="floats max-h-(--available-height) min-w-48 max-w-80 overflow-y-auto p-1 outline-none">
            {groups.map((group, index) => (
              <Fragment key={group.key}>
                {index > 0 && <BaseMenu.Separator className="-mx-1 my-1 h-px bg-line" />}
                <BaseMenu.Group>
                  {group.label && (
                    <BaseMenu.GroupLabel className="px-2 py-1 text-dim">{group.label}</BaseMenu.GroupLabel>
                  )}
                  {group.items.map((item) => (
                    <Item key={item.key} item={item} />
                  ))}
                </BaseMenu.Group>
              </Fragment>
            ))}
          </BaseMenu.Popup>
        </BaseMenu.Positioner>
      </BaseMenu.Portal>
    </BaseMenu.Root>
  );
}

const itemClass =
  'flex min-h-8 w-full items-center gap-2 rounded-[5px] px-2 py-1 text-left outline-none select-none data-highlighted:bg-hover data-disabled:text-dim [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-dim';

function Item({ item }: { item: MenuItem }) {
  const className = cn(itemClass, item.tone === 'danger' && !item.disabledReason && 'text-danger [&_svg]:text-danger');
  const content = (
    <>
      {item.icon}
      <span className="min-w-0 flex-1">
        {item.label}
        {item.disabledReason && <span className="block text-dim">{item.disabledReason}</span>}
      </span>
      {item.hint && <span className="text-dim">{item.hint}</span>}
    </>
  );
  if (item.href && !item.disabledReason) {
    return (
      <BaseMenu.LinkItem render={<Anchor href={item.href} />} closeOnClick className={className}>
        {content}
      </BaseMenu.LinkItem>
    );
  }
  return (
    <BaseMenu.Item disabled={Boolean(item.disabledReason)} onClick={item.onSelect} className={className}>
      {content}
    </BaseMenu.Item>
  );
}
