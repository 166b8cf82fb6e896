'use client';

import type { FieldValues } from 'react-hook-form';
import { Textarea, type TextareaProps } from '#components/ui/textarea.tsx';
import { FieldFrame } from './field-frame.tsx';
import { type FormFieldProps, useFormField } from './form-field.ts';

export type TextareaFieldProps<Values extends FieldValues> = FormFieldProps<Values> &
  Pick<TextareaProps, 'mono' | 'placeholder' | 'rows' | 'maxLength'>;

/** Several lines of text in a form. */
export function TextareaField<Values extends FieldValues>(props: TextareaFieldProps<Values>) {
  const { field, frame } = useFormField(props);
  const { mono, placeholder, rows, maxLength } = props;
  return (
    <FieldFrame {...frame}>
      <Textarea {...field} value={field.value ?? ''} {...{ mono, placeholder, rows, maxLength }} />
    </FieldFrame>
  );
}
