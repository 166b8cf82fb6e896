'use client';

import { Dialog } from '@base-ui/react/dialog';
import { Command } from 'cmdk';
import { Search } from 'lucide-react';
import type { ReactNode } from 'react';
import { useFloatTarget } from '#components/ui/float-layer.tsx';
import { Kbd } from '#components/ui/kbd.tsx';

export type PaletteEntry = {
  /** Unique over all groups. */
  key: string;
  label: string;
  icon?: ReactNode;
  /** Where or of which kind it is: "LUN on san-a". */
  hint?: string;
  keywords?: readonly string[];
  onSelect: () => void;
};

export type PaletteGroup = { key: string; label: string; entries: readonly PaletteEntry[] };

export type PaletteProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  groups: readonly PaletteGroup[];
  query: string;
  onQueryChange: (query: string) => void;
  /** Objects are still being looked for on the server. */
  pending: boolean;
};

/** Every page, object and act, by typing. Local entries are filtered here; pass the server's finds as a group. */
export function Palette({ open, onOpenChange, groups, query, onQueryChange, pending }: PaletteProps) {
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal container={useFloatTarget()}>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-scrim transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Dialog.Popup
          aria-label="Search"
          className="floats fixed inset-x-0 top-[12dvh] z-50 mx-auto w-[min(40rem,calc(100vw-16px))] overflow-hidden outline-none"
        >
          <Command label="Search" loop>
            <div className="flex h-12 items-center gap-2.5 border-b px-4">
              <Search aria-hidden="true" className="size-4 shrink-0 text-dim" />
              <Command.Input
                autoFocus
                value={query}
                onValueChange={onQueryChange}
                placeholder="Search pages, objects and actions"
                className="h-full min-w-0 flex-1 bg-transparent text-prose outline-none"
              />
              <Kbd>Esc</Kbd>
            </div>
            <Command.List className="max-h-[min(26rem,60dvh)] overflow-y-auto p-1.5">
              <Command.Empty className="px-3 py-6 text-center text-muted">
                {pending ? 'Looking…' : `Nothing is called “${query}”`}
              </Command.Empty>
              {groups.map((group) => (
                <Command.Group key={group.key} heading={group.label} className={groupStyle}>
                  {group.entries.map((entry) => (
                    <Entry key={entry.key} entry={entry} onDone={() => onOpenChange(false)} />
                  ))}
                </Command.Group>
              ))}
            </Command.List>
          </Command>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

const groupStyle =
  '[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-dim';

function Entry({ entry, onDone }: { entry: PaletteEntry; onDone: () => void }) {
  return (
    <Command.Item
      value={`${entry.label} ${entry.key}`}
      keywords={[...(entry.keywords ?? []), entry.hint ?? '']}
      onSelect={() => {
        onDone();
        entry.onSelect();
      }}
      className="flex min-h-9 items-center gap-2.5 rounded-control px-2.5 data-[selected=true]:bg-hover [&_svg]:size-4 [&_svg]:text-dim"
    >
      {entry.icon}
      <span className="min-w-0 flex-1 truncate">{entry.label}</span>
      {entry.hint && <span className="truncate text-dim">{entry.hint}</span>}
    </Command.Item>
  );
}
