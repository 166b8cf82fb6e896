'use client';

import { Combobox as BaseCombobox } from '@base-ui/react/combobox';
import { Check, ChevronDown, X } from 'lucide-react';
import type { Ref } from 'react';
import type { Choice } from './choice.ts';
import { cn } from './cn.ts';
import { choiceStyle, controlStyle } from './control-style.ts';

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
  ref?: Ref<HTMLInputElement>;
  className?: string;
};

export type ComboboxProps = Common & { value: string | null; onValueChange: (value: string | null) => void };

/** One of many, found by typing. */
export function Combobox({ choices, value, onValueChange, ...rest }: ComboboxProps) {
  const chosen = choices.find((choice) => choice.value === value) ?? null;
  return (
    <BaseCombobox.Root
      {...rootProps(rest, choices)}
      value={chosen}
      onValueChange={(choice: Choice | null) => onValueChange(choice?.value ?? null)}
    >
      <BaseCombobox.InputGroup className={cn(controlStyle, groupStyle, rest.className)}>
        <ComboboxInput {...rest} className="px-2.5" />
        {chosen && (
          <BaseCombobox.Clear aria-label="Clear" className={adornment}>
            <X aria-hidden="true" className="size-3.5" />
          </BaseCombobox.Clear>
        )}
        <OpenButton />
      </BaseCombobox.InputGroup>
      <ChoiceList noMatch={rest.noMatch} pending={rest.pending} />
    </BaseCombobox.Root>
  );
}

export type MultiComboboxProps = Common & { values: readonly string[]; onValuesChange: (values: string[]) => void };

/** Several of many, found by typing, shown as chips. */
export function MultiCombobox({ choices, values, onValuesChange, ...rest }: MultiComboboxProps) {
  const chosen = choices.filter((choice) => values.includes(choice.value));
  return (
    <BaseCombobox.Root
      {...rootProps(rest, choices)}
      multiple
      value={chosen}
      onValueChange={(next: Choice[]) => onValuesChange(next.map((choice) => choice.value))}
    >
      <BaseCombobox.InputGroup
        className={cn(controlStyle, groupStyle, 'h-auto min-h-[var(--control-height)]', rest.className)}
      >
        <BaseCombobox.Chips className="flex min-w-0 flex-1 flex-wrap items-center gap-1 p-1">
          {chosen.map((choice) => (
            <BaseCombobox.Chip
              key={choice.value}
              className="flex h-6 items-center rounded-chip bg-hover pl-2 outline-none data-highlighted:bg-selected"
            >
              {choice.label}
              <BaseCombobox.ChipRemove aria-label={`Remove ${choice.label}`} className={cn(adornment, 'w-6')}>
                <X aria-hidden="true" className="size-3.5" />
              </BaseCombobox.ChipRemove>
            </BaseCombobox.Chip>
          ))}
          <ComboboxInput
            {...rest}
            placeholder={chosen.length ? '' : rest.placeholder}
            className="h-6 min-w-16 px-1.5"
          />
        </BaseCombobox.Chips>
        <OpenButton />
      </BaseCombobox.InputGroup>
      <ChoiceList noMatch={rest.noMatch} pending={rest.pending} />
    </BaseCombobox.Root>
  );
}

const groupStyle =
  'flex h-control items-center has-[input:focus-visible]:outline-2 has-[input:focus-visible]:outline-thread';
const adornment = 'flex h-full w-7 items-center justify-center text-dim hover:text-ink';

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

function ComboboxInput(props: Omit<Common, 'choices' | 'noMatch'>) {
  return (
    <BaseCombobox.Input
      ref={props.ref}
      aria-label={props['aria-label']}
      placeholder={props.placeholder ?? 'Type to find'}
      onBlur={props.onBlur}
      className={cn('w-full min-w-0 flex-1 bg-transparent outline-none', props.className)}
    />
  );
}

function OpenButton() {
  return (
    <BaseCombobox.Trigger aria-label="Show choices" className={cn(adornment, 'w-8')}>
      <ChevronDown aria-hidden="true" className="size-4" />
    </BaseCombobox.Trigger>
  );
}

function ChoiceList({ noMatch, pending }: { noMatch: string; pending?: boolean | undefined }) {
  return (
    <BaseCombobox.Portal>
      <BaseCombobox.Positioner sideOffset={4} collisionPadding={8} className="z-50 outline-none">
        <BaseCombobox.Popup className="floats w-(--anchor-width) min-w-56 max-w-(--available-width)">
          <BaseCombobox.Empty>
            <span className="block px-3 py-3 text-muted">{pending ? 'Looking…' : noMatch}</span>
          </BaseCombobox.Empty>
          <BaseCombobox.List className="max-h-[min(20rem,var(--available-height))] overflow-y-auto p-1 outline-none data-empty:p-0">
            {(choice: Choice) => (
              <BaseCombobox.Item
                key={choice.value}
                value={choice}
                disabled={Boolean(choice.disabledReason)}
                className={choiceStyle}
              >
                <span className="min-w-0">
                  <span className="block truncate">{choice.label}</span>
                  {(choice.disabledReason ?? choice.hint) && (
                    <span className="block text-dim">{choice.disabledReason ?? choice.hint}</span>
                  )}
                </span>
                <BaseCombobox.ItemIndicator>
                  <Check aria-hidden="true" className="size-4 text-thread" />
                </BaseCombobox.ItemIndicator>
              </BaseCombobox.Item>
            )}
          </BaseCombobox.List>
        </BaseCombobox.Popup>
      </BaseCombobox.Positioner>
    </BaseCombobox.Portal>
  );
}
