'use client';

import { Field } from '@base-ui/react/field';
import type { ComponentProps, Ref } from 'react';
import { cn } from './cn.ts';
import { controlStyle } from './control-style.ts';

export type TextareaProps = Omit<ComponentProps<'textarea'>, 'ref' | 'value' | 'defaultValue'> & {
  value?: string;
  mono?: boolean;
  ref?: Ref<HTMLTextAreaElement>;
};

/** Several lines of text; grows with its content where the browser can. */
export function Textarea({ mono, className, ref, value, rows = 3, ...rest }: TextareaProps) {
  return (
    <Field.Control
      value={value}
      render={
        <textarea
          {...rest}
          ref={ref}
          rows={rows}
          className={cn(
            controlStyle,
            'field-sizing-content max-h-96 min-h-16 px-2.5 py-1.5',
            mono && 'font-mono',
            className,
          )}
        />
      }
    />
  );
}
