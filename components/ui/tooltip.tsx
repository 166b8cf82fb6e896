'use client';

import { Tooltip as BaseTooltip } from '@base-ui/react/tooltip';
import type { ReactElement, ReactNode } from 'react';
import { cn } from './cn.ts';
import { useFloatTarget } from './float-layer.tsx';

export type TooltipProps = {
  /** Shown on hover and focus. Null shows nothing and leaves the trigger as it is. */
  content: ReactNode;
  /** One focusable element; the tooltip adds to it, never replaces its name. */
  children: ReactElement;
  side?: 'top' | 'right' | 'bottom' | 'left';
  className?: string;
};

/** A hint for pointer and keyboard. What a screen reader must hear belongs in the trigger's own name or description. */
export function Tooltip({ content, children, side = 'top', className }: TooltipProps) {
  return (
    <BaseTooltip.Root disabled={content === null || content === undefined || content === ''}>
      <BaseTooltip.Trigger delay={250} render={children} />
      <BaseTooltip.Portal container={useFloatTarget()}>
        <BaseTooltip.Positioner side={side} sideOffset={6} collisionPadding={8} className="z-50">
          <BaseTooltip.Popup className={cn('floats max-w-72 px-2.5 py-1.5 text-data', className)}>
            {content}
          </BaseTooltip.Popup>
        </BaseTooltip.Positioner>
      </BaseTooltip.Portal>
    </BaseTooltip.Root>
  );
}
