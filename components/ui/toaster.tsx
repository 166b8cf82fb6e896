'use client';

import { Toast } from '@base-ui/react/toast';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { buttonStyle } from './button-style.ts';
import { cn } from './cn.ts';
import { IconButton } from './icon-button.tsx';
import { type Tone, toneIcon, toneText } from './state-chip.tsx';

export type ToastOptions = {
  tone: Tone;
  /** What happened: "Plan approved, job 0192… started". */
  title: string;
  description?: ReactNode;
  action?: { label: string; onSelect: () => void };
};

const manager = Toast.createToastManager<{ tone: Tone }>();

/** Says what happened, from anywhere. Nothing a person must not miss: that belongs on the page. Failures stay until dismissed. */
export function toast({ tone, title, description, action }: ToastOptions): string {
  return manager.add({
    title,
    description,
    data: { tone },
    timeout: tone === 'danger' ? 0 : 6000,
    actionProps: action && { children: action.label, onClick: action.onSelect },
  });
}

/** Where toasts appear; once per application. F6 moves the focus there. */
export function Toaster({ children }: { children: ReactNode }) {
  return (
    <Toast.Provider toastManager={manager} limit={3}>
      {children}
      <Toast.Portal>
        <Toast.Viewport className="fixed right-3 bottom-3 z-60 flex w-[min(24rem,calc(100vw-24px))] flex-col gap-2 outline-none">
          <ToastList />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}

function ToastList() {
  const { toasts } = Toast.useToastManager<{ tone: Tone }>();
  return toasts.map((item) => {
    const tone = item.data?.tone ?? 'neutral';
    const Icon = toneIcon[tone];
    return (
      <Toast.Root key={item.id} toast={item} swipeDirection="right" className="floats data-limited:hidden">
        <Toast.Content className="flex items-start gap-2.5 py-2.5 pr-1.5 pl-3">
          <Icon aria-hidden="true" className={cn('mt-0.5 size-4 shrink-0', toneText[tone])} />
          <div className="min-w-0 flex-1 [overflow-wrap:anywhere]">
            <Toast.Title render={<p />} className="font-medium" />
            <Toast.Description className="text-muted" />
            <Toast.Action className={buttonStyle('secondary', 'small', 'mt-2')} />
          </div>
          <Toast.Close render={<IconButton size="small" label="Dismiss" icon={<X />} />} />
        </Toast.Content>
      </Toast.Root>
    );
  });
}
