'use client';

import { NumberField } from '@base-ui/react/number-field';
import { Minus, Plus } from 'lucide-react';
import type { Ref } from 'react';
import { cn } from './cn.ts';
import { controlStyle } from './control-style.ts';

export type NumberInputProps = {
  /** Null while the field is empty. */
  value: number | null;
  onValueChange: (value: number | null) => void;
  min?: number;
  max?: number;
  step?: number;
  /** Shown after the number: "GiB", "hosts". */
  unit?: string;
  name?: string;
  id?: string;
  disabled?: boolean;
  'aria-label'?: string;
  onBlur?: () => void;
  ref?: Ref<HTMLInputElement>;
  className?: string;
};

const stepStyle =
  'flex w-8 shrink-0 items-center justify-center text-dim transition-colors hover:bg-hover hover:text-ink data-disabled:text-dim';

/** A whole or decimal number with steps; arrow keys step, Shift steps by ten. Out-of-range text is kept for the check to explain. */
export function NumberInput(props: NumberInputProps) {
  const { unit, className, ref, onBlur, 'aria-label': label, onValueChange, ...root } = props;
  return (
    <NumberField.Root
      {...root}
      allowOutOfRange
      onValueChange={(value) => onValueChange(value)}
      className={cn('min-w-0', className)}
    >
      <NumberField.Group
        className={cn(
          controlStyle,
          'h-control flex items-stretch overflow-hidden has-[input:focus-visible]:outline-2 has-[input:focus-visible]:outline-thread',
        )}
      >
        <NumberField.Decrement className={cn(stepStyle, 'border-r')}>
          <Minus aria-hidden="true" className="size-3.5" />
        </NumberField.Decrement>
        <NumberField.Input
          ref={ref}
          aria-label={label}
          onBlur={onBlur}
          className="w-full min-w-10 bg-transparent px-2.5 text-right tabular-nums outline-none"
        />
        {unit && <span className="flex items-center pr-2.5 text-dim">{unit}</span>}
        <NumberField.Increment className={cn(stepStyle, 'border-l')}>
          <Plus aria-hidden="true" className="size-3.5" />
        </NumberField.Increment>
      </NumberField.Group>
    </NumberField.Root>
  );
}
