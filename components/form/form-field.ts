'use client';

import { type Control, type FieldPath, type FieldValues, useController } from 'react-hook-form';
import type { FieldFrameProps } from './field-frame.tsx';

/** What every field of a form takes: its place in the form's values, and its frame. */
export type FormFieldProps<Values extends FieldValues> = Omit<FieldFrameProps, 'error' | 'children' | 'layout'> & {
  control: Control<Values>;
  name: FieldPath<Values>;
};

/** The field's value and events, and its frame's props with the error in place. */
export function useFormField<Values extends FieldValues>(props: FormFieldProps<Values>) {
  const { control, name, label, hint, optional, check, className } = props;
  const { field, fieldState } = useController({ control, name });
  const error = fieldState.error ? (fieldState.error.message ?? 'This value cannot be used') : null;
  return { field, frame: { label, hint, optional, check, className, error } };
}
