'use client';

import { Checkbox as BaseCheckbox } from '@base-ui/react/checkbox';
import { Check, Minus } from 'lucide-react';
import type { Ref } from 'react';
import { cn } from './cn.ts';

export type CheckboxProps = {
  checked: boolean;
  onCheckedChange: (checked: boolean) => void;
  /** Some but not all of what it stands for. */
  indeterminate?: boolean;
  id?: string;
  name?: string;
  disabled?: boolean;
  'aria-label'?: string;
  'aria-describedby'?: string;
  onBlur?: () => void;
  ref?: Ref<HTMLElement>;
  className?: string;
};

/** Yes or no, effective on submit. What is effective at once is a Switch. */
export function Checkbox({ onCheckedChange, className, ...rest }: CheckboxProps) {
  return (
    <BaseCheckbox.Root
      {...rest}
      onCheckedChange={(checked) => onCheckedChange(checked)}
      className={cn(
        'group/check inline-flex size-4 shrink-0 items-center justify-center rounded-[4px] bg-surface shadow-[inset_0_0_0_1px_var(--color-edge)] transition-colors',
        'data-checked:bg-accent data-checked:text-on-accent data-checked:shadow-none data-indeterminate:bg-accent data-indeterminate:text-on-accent data-indeterminate:shadow-none',
        'data-invalid:shadow-[inset_0_0_0_1px_var(--color-danger)] data-disabled:bg-sunken data-disabled:text-dim',
        className,
      )}
    >
      <BaseCheckbox.Indicator keepMounted className="flex data-unchecked:hidden">
        <Check aria-hidden="true" strokeWidth={3} className="size-3 group-data-indeterminate/check:hidden" />
        <Minus aria-hidden="true" strokeWidth={3} className="hidden size-3 group-data-indeterminate/check:block" />
      </BaseCheckbox.Indicator>
    </BaseCheckbox.Root>
  );
}
