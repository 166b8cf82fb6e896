'use client';

import type { FieldValues } from 'react-hook-form';
import { Combobox, type ComboboxProps, MultiCombobox } from '#components/ui/combobox.tsx';
import { FieldFrame } from './field-frame.tsx';
import { type FormFieldProps, useFormField } from './form-field.ts';

export type ComboboxFieldProps<Values extends FieldValues> = FormFieldProps<Values> &
  Pick<ComboboxProps, 'choices' | 'placeholder' | 'noMatch' | 'onQueryChange' | 'pending'>;

/** One of many in a form; its value is a choice's value or null. */
export function ComboboxField<Values extends FieldValues>(props: ComboboxFieldProps<Values>) {
  const { field, frame } = useFormField(props);
  const { choices, placeholder, noMatch, onQueryChange, pending } = props;
  return (
    <FieldFrame {...frame}>
      <Combobox
        ref={field.ref}
        value={field.value ?? null}
        onValueChange={field.onChange}
        onBlur={field.onBlur}
        {...{ choices, placeholder, noMatch, onQueryChange, pending }}
      />
    </FieldFrame>
  );
}

/** Several of many in a form; its value is a list of choices' values. */
export function MultiComboboxField<Values extends FieldValues>(props: ComboboxFieldProps<Values>) {
  const { field, frame } = useFormField(props);
  const { choices, placeholder, noMatch, onQueryChange, pending } = props;
  return (
    <FieldFrame {...frame}>
      <MultiCombobox
        ref={field.ref}
        values={field.value ?? []}
        onValuesChange={field.onChange}
        onBlur={field.onBlur}
        {...{ choices, placeholder, noMatch, onQueryChange, pending }}
      />
    </FieldFrame>
  );
}
