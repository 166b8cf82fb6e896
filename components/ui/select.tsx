'use client';

import { Field } from '@base-ui/react/field';
import { ChevronDown } from 'lucide-react';
import type { Ref } from 'react';
import type { Choice } from './choice.ts';
import { cn } from './cn.ts';
import { controlStyle } from './control-style.ts';

export type SelectProps = {
  choices: readonly Choice[];
  /** Null shows the placeholder. */
  value: string | null;
  onValueChange: (value: string) => void;
  placeholder?: string;
  name?: string;
  id?: string;
  disabled?: boolean;
  'aria-label'?: string;
  onBlur?: () => void;
  ref?: Ref<HTMLSelectElement>;
  className?: string;
};

/** One of a few: the browser's own select, at home on every device. For more than a dozen choices take Combobox. */
export function Select(props: SelectProps) {
  const { choices, value, onValueChange, placeholder = 'Choose', className, ref, ...rest } = props;
  return (
    <span className={cn('relative block w-full min-w-0', className)}>
      <Field.Control
        value={value ?? ''}
        render={
          <select
            {...rest}
            ref={ref}
            onChange={(event) => onValueChange(event.target.value)}
            className={cn(
              controlStyle,
              'picker h-control appearance-none truncate pr-8 pl-2.5',
              value === null && 'text-dim',
            )}
          >
            <option value="" disabled hidden>
              {placeholder}
            </option>
            {choices.map((choice) => (
              <option key={choice.value} value={choice.value} disabled={Boolean(choice.disabledReason)}>
                {optionText(choice)}
              </option>
            ))}
          </select>
        }
      />
      <ChevronDown
        aria-hidden="true"
        className="pointer-events-none absolute top-1/2 right-2.5 size-4 -translate-y-1/2 text-dim"
      />
    </span>
  );
}

/** An option takes text alone: what it means, or why it cannot be chosen, stands after a dash. */
function optionText({ label, hint, disabledReason }: Choice): string {
  const more = disabledReason ?? hint;
  return more ? `${label} – ${more}` : label;
}
