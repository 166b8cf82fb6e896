'use client';

import { Combobox as BaseCombobox } from '@base-ui/react/combobox';
import { Check, ChevronsUpDown, Search, X } from 'lucide-react';
import type { ReactNode, Ref } from 'react';
import type { Choice } from './choice.ts';
import { cn } from './cn.ts';
import { choiceStyle, controlStyle } from './control-style.ts';
import { useFloatTarget } from './float-layer.tsx';

type Common = {
  choices: readonly Choice[];
  placeholder?: string;
  /** Shown when nothing matches what was typed. */
  noMatch: string;
  /** For choices that the server filters: gets what is typed, and then local filtering is off. */
  onQueryChange?: (query: string) => void;
  pending?: boolean;
  id?: string;
  disabled?: boolean;
  'aria-label'?: string;
  onBlur?: () => void;
  ref?: Ref<HTMLButtonElement>;
  className?: string;
};

export type ComboboxProps = Common & { value: string | null; onValueChange: (value: string | null) => void };

/** One of many: a button that shows the choice, and a list to search in. */
export function Combobox({ choices, value, onValueChange, ...rest }: ComboboxProps) {
  const chosen = choices.find((choice) => choice.value === value) ?? null;
  return (
    <BaseCombobox.Root
      {...rootProps(rest, choices)}
      value={chosen}
      onValueChange={(choice: Choice | null) => onValueChange(choice?.value ?? null)}
    >
      <Trigger {...rest}>{chosen?.label}</Trigger>
      <Popup {...rest} clearable={chosen !== null} />
    </BaseCombobox.Root>
  );
}

export type MultiComboboxProps = Common & { values: readonly string[]; onValuesChange: (values: string[]) => void };

/** Several of many: a button that shows the choices, and a list to search and tick in. */
export function MultiCombobox({ choices, values, onValuesChange, ...rest }: MultiComboboxProps) {
  const chosen = choices.filter((choice) => values.includes(choice.value));
  return (
    <BaseCombobox.Root
      {...rootProps(rest, choices)}
      multiple
      value={chosen}
      onValueChange={(next: Choice[]) => onValuesChange(next.map((choice) => choice.value))}
    >
      <Trigger {...rest}>
        {chosen.length > 0 && (
          <>
            {chosen.length > 1 && <span className="mr-1.5 text-dim tabular-nums">{chosen.length}</span>}
            {chosen.map((choice) => choice.label).join(', ')}
          </>
        )}
      </Trigger>
      <Popup {...rest} clearable={chosen.length > 0} />
    </BaseCombobox.Root>
  );
}

function rootProps(props: Omit<Common, 'choices'>, choices: readonly Choice[]) {
  const { onQueryChange } = props;
  return {
    items: choices,
    disabled: props.disabled,
    id: props.id,
    autoHighlight: true,
    isItemEqualToValue: (a: Choice, b: Choice) => a.value === b.value,
    onInputValueChange: onQueryChange && ((query: string) => onQueryChange(query)),
    filter: onQueryChange ? null : undefined,
  };
}

type Parts = Omit<Common, 'choices'>;

function Trigger({ children, ...props }: Parts & { children: ReactNode }) {
  return (
    <BaseCombobox.Trigger
      ref={props.ref}
      aria-label={props['aria-label']}
      onBlur={props.onBlur}
      className={cn(
        controlStyle,
        'flex h-control items-center justify-between gap-2 px-2.5 text-left',
        props.className,
      )}
    >
      <span className={cn('truncate', !children && 'text-dim')}>{children || (props.placeholder ?? 'Choose')}</span>
      <ChevronsUpDown aria-hidden="true" className="size-4 shrink-0 text-dim" />
    </BaseCombobox.Trigger>
  );
}

function Popup({ noMatch, pending, clearable }: Parts & { clearable: boolean }) {
  return (
    <BaseCombobox.Portal container={useFloatTarget()}>
      <BaseCombobox.Positioner sideOffset={4} collisionPadding={8} className="z-50 outline-none">
        <BaseCombobox.Popup
          aria-label="Choose"
          className="floats w-(--anchor-width) min-w-64 max-w-(--available-width) outline-none"
        >
          <div className="flex h-10 items-center gap-2 border-b pr-1.5 pl-3">
            <Search aria-hidden="true" className="size-4 shrink-0 text-dim" />
            <BaseCombobox.Input
              aria-label="Find a choice"
              placeholder="Type to find"
              className="h-full w-full min-w-0 flex-1 bg-transparent outline-none"
            />
            {clearable && (
              <BaseCombobox.Clear
                aria-label="Clear choice"
                className="flex size-7 shrink-0 items-center justify-center rounded-chip text-dim hover:bg-hover hover:text-ink"
              >
                <X aria-hidden="true" className="size-4" />
              </BaseCombobox.Clear>
            )}
          </div>
          <BaseCombobox.Empty>
            <span className="block px-3 py-3 text-muted">{pending ? 'Looking…' : noMatch}</span>
          </BaseCombobox.Empty>
          <BaseCombobox.List className="max-h-[min(20rem,calc(var(--available-height)-3rem))] overflow-y-auto p-1 outline-none data-empty:p-0">
            {(choice: Choice) => <Item key={choice.value} choice={choice} />}
          </BaseCombobox.List>
        </BaseCombobox.Popup>
      </BaseCombobox.Positioner>
    </BaseCombobox.Portal>
  );
}

function Item({ choice }: { choice: Choice }) {
  const more = choice.disabledReason ?? choice.hint;
  return (
    <BaseCombobox.Item value={choice} disabled={Boolean(choice.disabledReason)} className={choiceStyle}>
      <span className="min-w-0">
        <span className="block truncate">{choice.label}</span>
        {more && <span className="block text-dim">{more}</span>}
      </span>
      <BaseCombobox.ItemIndicator>
        <Check aria-hidden="true" className="size-4 text-thread" />
      </BaseCombobox.ItemIndicator>
    </BaseCombobox.Item>
  );
}
