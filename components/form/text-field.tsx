'use client';

import type { FieldValues } from 'react-hook-form';
import { Input, type InputProps } from '#components/ui/input.tsx';
import { FieldFrame } from './field-frame.tsx';
import { type FormFieldProps, useFormField } from './form-field.ts';

export type TextFieldProps<Values extends FieldValues> = FormFieldProps<Values> &
  Pick<InputProps, 'type' | 'mono' | 'placeholder' | 'autoComplete' | 'autoFocus' | 'start' | 'end' | 'maxLength'>;

/** One line of text in a form. */
export function TextField<Values extends FieldValues>(props: TextFieldProps<Values>) {
  const { field, frame } = useFormField(props);
  const { type, mono, placeholder, autoComplete, autoFocus, start, end, maxLength } = props;
  return (
    <FieldFrame {...frame}>
      <Input
        {...field}
        value={field.value ?? ''}
        {...{ type, mono, placeholder, autoComplete, autoFocus, start, end, maxLength }}
      />
    </FieldFrame>
  );
}
