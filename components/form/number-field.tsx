'use client';

import type { FieldValues } from 'react-hook-form';
import { NumberInput, type NumberInputProps } from '#components/ui/number-input.tsx';
import { FieldFrame } from './field-frame.tsx';
import { type FormFieldProps, useFormField } from './form-field.ts';

export type NumberFieldProps<Values extends FieldValues> = FormFieldProps<Values> &
  Pick<NumberInputProps, 'min' | 'max' | 'step' | 'unit'>;

/** A number in a form; its value is a number, or null while the field is empty. */
export function NumberField<Values extends FieldValues>(props: NumberFieldProps<Values>) {
  const { field, frame } = useFormField(props);
  const { min, max, step, unit } = props;
  return (
    <FieldFrame {...frame}>
      <NumberInput
        ref={field.ref}
        name={field.name}
        value={field.value ?? null}
        onValueChange={field.onChange}
        onBlur={field.onBlur}
        {...{ min, max, step, unit }}
        className="w-44 max-w-full"
      />
    </FieldFrame>
  );
}
