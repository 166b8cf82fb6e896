'use client';

import type { FieldValues } from 'react-hook-form';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { Switch } from '#components/ui/switch.tsx';
import { FieldFrame } from './field-frame.tsx';
import { type FormFieldProps, useFormField } from './form-field.ts';

/** Yes or no in a form. */
export function CheckboxField<Values extends FieldValues>(props: FormFieldProps<Values>) {
  const { field, frame } = useFormField(props);
  return (
    <FieldFrame {...frame} layout="line">
      <Checkbox
        ref={field.ref}
        name={field.name}
        aria-label={props.label}
        checked={field.value ?? false}
        onCheckedChange={field.onChange}
        onBlur={field.onBlur}
      />
    </FieldFrame>
  );
}

/** On or off in a form. */
export function SwitchField<Values extends FieldValues>(props: FormFieldProps<Values>) {
  const { field, frame } = useFormField(props);
  return (
    <FieldFrame {...frame} layout="line">
      <Switch
        ref={field.ref}
        name={field.name}
        aria-label={props.label}
        checked={field.value ?? false}
        onCheckedChange={field.onChange}
        onBlur={field.onBlur}
      />
    </FieldFrame>
  );
}
