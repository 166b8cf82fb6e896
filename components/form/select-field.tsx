'use client';

import type { FieldValues } from 'react-hook-form';
import type { Choice } from '#components/ui/choice.ts';
import { Select } from '#components/ui/select.tsx';
import { FieldFrame } from './field-frame.tsx';
import { type FormFieldProps, useFormField } from './form-field.ts';

export type SelectFieldProps<Values extends FieldValues> = FormFieldProps<Values> & {
  choices: readonly Choice[];
  placeholder?: string;
};

/** One of a few in a form. */
export function SelectField<Values extends FieldValues>(props: SelectFieldProps<Values>) {
  const { field, frame } = useFormField(props);
  return (
    <FieldFrame {...frame}>
      <Select
        ref={field.ref}
        name={field.name}
        choices={props.choices}
        placeholder={props.placeholder}
        value={field.value ?? null}
        onValueChange={field.onChange}
        onBlur={field.onBlur}
      />
    </FieldFrame>
  );
}
