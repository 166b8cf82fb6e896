'use client';

import { Popover as BasePopover } from '@base-ui/react/popover';
import type { ReactElement, ReactNode } from 'react';
import { cn } from './cn.ts';
import { useFloatTarget } from './float-layer.tsx';

export type PopoverProps = {
  /** The button that opens it. */
  trigger: ReactElement;
  /** Names the popover for a screen reader. */
  label: string;
  children: ReactNode;
  align?: 'start' | 'center' | 'end';
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  className?: string;
};

/** Something small to read or set, beside what it belongs to. */
export function Popover({ trigger, label, children, align = 'start', open, onOpenChange, className }: PopoverProps) {
  return (
    <BasePopover.Root open={open} onOpenChange={onOpenChange}>
      <BasePopover.Trigger render={trigger} />
      <BasePopover.Portal container={useFloatTarget()}>
        <BasePopover.Positioner align={align} sideOffset={6} collisionPadding={8} className="z-40">
          <BasePopover.Popup
            aria-label={label}
            className={cn(
              'floats max-h-(--available-height) max-w-[calc(100vw-16px)] overflow-y-auto p-3 outline-none',
              className,
            )}
          >
            {children}
          </BasePopover.Popup>
        </BasePopover.Positioner>
      </BasePopover.Portal>
    </BasePopover.Root>
  );
}
