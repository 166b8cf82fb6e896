'use client';

import { Tabs as BaseTabs } from '@base-ui/react/tabs';
import type { ReactNode } from 'react';
import { cn } from './cn.ts';

export type Tab = { key: string; label: string; count?: number | undefined; content: ReactNode };

export type TabsProps = {
  /** Names the row of tabs. */
  label: string;
  tabs: readonly Tab[];
  /** Controlled: bind it to the URL. Uncontrolled without it. */
  value?: string;
  onValueChange?: (key: string) => void;
  className?: string;
};

/** Several views of one thing; one is shown. */
export function Tabs({ label, tabs, value, onValueChange, className }: TabsProps) {
  return (
    <BaseTabs.Root
      value={value}
      defaultValue={value === undefined ? tabs[0]?.key : undefined}
      onValueChange={(key) => onValueChange?.(key as string)}
      className={className}
    >
      <BaseTabs.List aria-label={label} className="relative flex gap-5 overflow-x-auto border-b">
        {tabs.map((tab) => (
          <BaseTabs.Tab
            key={tab.key}
            value={tab.key}
            className={cn(
              'h-9 shrink-0 whitespace-nowrap font-medium text-muted transition-colors hover:text-ink data-active:text-ink',
              'focus-visible:rounded-chip focus-visible:outline-offset-[-2px]',
            )}
          >
            {tab.label}
            {tab.count !== undefined && <span className="ml-1.5 text-dim tabular-nums">{tab.count}</span>}
          </BaseTabs.Tab>
        ))}
        <BaseTabs.Indicator className="absolute bottom-0 left-0 h-0.5 w-(--active-tab-width) translate-x-(--active-tab-left) bg-thread transition-[translate,width]" />
      </BaseTabs.List>
      {tabs.map((tab) => (
        <BaseTabs.Panel key={tab.key} value={tab.key} className="pt-4 outline-offset-4">
          {tab.content}
        </BaseTabs.Panel>
      ))}
    </BaseTabs.Root>
  );
}
