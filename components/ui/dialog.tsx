'use client';

import { Dialog as BaseDialog } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { useFloatTarget } from './float-layer.tsx';
import { IconButton } from './icon-button.tsx';

export type DialogProps = {
  title: string;
  /** What will happen, in one or two sentences. */
  description: ReactNode;
  children?: ReactNode;
  /** Buttons, the primary one last. */
  footer: ReactNode;
  trigger?: ReactElement;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
};

/** A question that must be answered before anything else. Rare: prefer a page. */
export function Dialog({ title, description, children, footer, trigger, open, onOpenChange }: DialogProps) {
  return (
    <BaseDialog.Root open={open} onOpenChange={onOpenChange}>
      {trigger && <BaseDialog.Trigger render={trigger} />}
      <BaseDialog.Portal container={useFloatTarget()}>
        <BaseDialog.Backdrop className="fixed inset-0 z-40 bg-scrim transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <BaseDialog.Popup className="floats fixed inset-x-0 top-[14dvh] z-50 mx-auto flex max-h-[78dvh] w-[min(30rem,calc(100vw-16px))] flex-col outline-none">
          <div className="flex items-start gap-3 px-5 pt-4">
            <BaseDialog.Title className="flex-1 font-semibold text-prose">{title}</BaseDialog.Title>
            <BaseDialog.Close render={<IconButton size="small" label="Close" icon={<X />} className="-mr-2" />} />
          </div>
          <div className="min-h-0 overflow-y-auto px-5 pt-1 pb-5">
            <BaseDialog.Description render={<div />} className="text-muted text-prose">
              {description}
            </BaseDialog.Description>
            {children && <div className="mt-4">{children}</div>}
          </div>
          <div className="flex flex-wrap justify-end gap-2 border-t px-5 py-3">{footer}</div>
        </BaseDialog.Popup>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  );
}
