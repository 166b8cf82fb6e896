'use client';

import { Input as BaseInput } from '@base-ui/react/input';
import type { ComponentProps, ReactNode, Ref } from 'react';
import { cn } from './cn.ts';
import { controlStyle } from './control-style.ts';

export type InputProps = Omit<ComponentProps<'input'>, 'ref' | 'size' | 'value' | 'defaultValue'> & {
  value?: string;
  defaultValue?: string;
  /** For names, paths and patterns a machine will read. */
  mono?: boolean;
  /** An icon or a unit at the start or the end of the field. */
  start?: ReactNode;
  end?: ReactNode;
  ref?: Ref<HTMLInputElement>;
};

/** One line of text. Inside a field frame it takes label, hint and error by itself. */
export function Input({ mono, start, end, className, ref, ...rest }: InputProps) {
  const input = (
    <BaseInput
      {...rest}
      ref={ref}
      spellCheck={rest.spellCheck ?? !mono}
      className={cn(
        controlStyle,
        'h-control px-2.5',
        mono && 'font-mono',
        start && 'pl-8',
        end && 'pr-9',
        !start && !end && className,
      )}
    />
  );
  if (!start && !end) return input;
  return (
    <span className={cn('relative block w-full min-w-0 [&_svg]:size-4', className)}>
      {start && (
        <span className="pointer-events-none absolute inset-y-0 left-0 flex w-8 items-center justify-center text-dim">
          {start}
        </span>
      )}
      {input}
      {end && <span className="absolute inset-y-0 right-0 flex items-center pr-2 text-dim">{end}</span>}
    </span>
  );
}
