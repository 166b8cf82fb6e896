'use client';

import { Select as BaseSelect } from '@base-ui/react/select';
import { Check, ChevronDown } from 'lucide-react';
import type { Ref } from 'react';
import type { Choice } from './choice.ts';
import { cn } from './cn.ts';
import { choiceStyle, controlStyle } from './control-style.ts';

export type SelectProps = {
  choices: readonly Choice[];
  value: string | null;
  onValueChange: (value: string) => void;
  placeholder?: string;
  name?: string;
  id?: string;
  disabled?: boolean;
  'aria-label'?: string;
  onBlur?: () => void;
  ref?: Ref<HTMLButtonElement>;
  className?: string;
};

/** One of a few. For more than a dozen choices take Combobox. */
export function Select(props: SelectProps) {
  const {
    choices,
    placeholder = 'Choose',
    className,
    ref,
    onBlur,
    'aria-label': label,
    onValueChange,
    ...root
  } = props;
  return (
    <BaseSelect.Root
      {...root}
      items={choices}
      onValueChange={(value) => value !== null && onValueChange(value)}
      modal={false}
    >
      <BaseSelect.Trigger
        ref={ref}
        aria-label={label}
        onBlur={onBlur}
        className={cn(
          controlStyle,
          'h-control flex items-center justify-between gap-2 px-2.5 text-left data-placeholder:text-dim',
          className,
        )}
      >
        <span className="truncate">
          <BaseSelect.Value placeholder={placeholder} />
        </span>
        <BaseSelect.Icon className="text-dim">
          <ChevronDown aria-hidden="true" className="size-4" />
        </BaseSelect.Icon>
      </BaseSelect.Trigger>
      <BaseSelect.Portal>
        <BaseSelect.Positioner alignItemWithTrigger={false} sideOffset={4} collisionPadding={8} className="z-50">
          <BaseSelect.Popup className="floats max-h-[min(22rem,var(--available-height))] min-w-(--anchor-width) max-w-96 overflow-y-auto p-1 outline-none">
            <BaseSelect.List>
              {choices.map((choice) => (
                <BaseSelect.Item
                  key={choice.value}
                  value={choice.value}
                  label={choice.label}
                  disabled={Boolean(choice.disabledReason)}
                  className={choiceStyle}
                >
                  <span className="min-w-0">
                    <BaseSelect.ItemText>{choice.label}</BaseSelect.ItemText>
                    {(choice.disabledReason ?? choice.hint) && (
                      <span className="block text-dim">{choice.disabledReason ?? choice.hint}</span>
                    )}
                  </span>
                  <BaseSelect.ItemIndicator>
                    <Check aria-hidden="true" className="size-4 text-thread" />
                  </BaseSelect.ItemIndicator>
                </BaseSelect.Item>
              ))}
            </BaseSelect.List>
          </BaseSelect.Popup>
        </BaseSelect.Positioner>
      </BaseSelect.Portal>
    </BaseSelect.Root>
  );
}
