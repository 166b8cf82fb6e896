'use client';

import { Drawer as BaseDrawer } from '@base-ui/react/drawer';
import { X } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { cn } from './cn.ts';
import { useFloatTarget } from './float-layer.tsx';
import { IconButton } from './icon-button.tsx';

export type DrawerProps = {
  title: string;
  children: ReactNode;
  footer?: ReactNode;
  side?: 'left' | 'right';
  trigger?: ReactElement;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  className?: string;
};

const sides = {
  left: 'left-0 border-r data-starting-style:-translate-x-full data-ending-style:-translate-x-full',
  right: 'right-0 border-l data-starting-style:translate-x-full data-ending-style:translate-x-full',
};

/** The side of the page, pulled in: details beside a list, the navigation on a small screen. */
export function Drawer(props: DrawerProps) {
  const { title, children, footer, side = 'right', trigger, open, onOpenChange, className } = props;
  return (
    <BaseDrawer.Root open={open} onOpenChange={onOpenChange} swipeDirection={side}>
      {trigger && <BaseDrawer.Trigger render={trigger} />}
      <BaseDrawer.Portal container={useFloatTarget()}>
        <BaseDrawer.Backdrop className="fixed inset-0 z-40 bg-scrim transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <BaseDrawer.Viewport className="fixed inset-0 z-50 overflow-hidden">
          <BaseDrawer.Popup
            className={cn(
              'fixed inset-y-0 flex w-[min(26rem,calc(100vw-40px))] flex-col bg-raised text-ink outline-none transition-[translate]',
              sides[side],
              className,
            )}
          >
            <div className="flex h-[var(--bar-height)] shrink-0 items-center gap-3 border-b pr-2 pl-4">
              <BaseDrawer.Title className="flex-1 truncate font-semibold">{title}</BaseDrawer.Title>
              <BaseDrawer.Close render={<IconButton label="Close" icon={<X />} />} />
            </div>
            <BaseDrawer.Content className="min-h-0 flex-1 overflow-y-auto">{children}</BaseDrawer.Content>
            {footer && <div className="flex flex-wrap justify-end gap-2 border-t px-4 py-3">{footer}</div>}
          </BaseDrawer.Popup>
        </BaseDrawer.Viewport>
      </BaseDrawer.Portal>
    </BaseDrawer.Root>
  );
}
