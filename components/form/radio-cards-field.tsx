'use client';

import { OctagonAlert } from 'lucide-react';
import { useId } from 'react';
import type { FieldValues } from 'react-hook-form';
import { RadioCards, type RadioCardsProps } from '#components/ui/radio-cards.tsx';
import { type FormFieldProps, useFormField } from './form-field.ts';

export type RadioCardsFieldProps<Values extends FieldValues> = Omit<FormFieldProps<Values>, 'check' | 'optional'> &
  Pick<RadioCardsProps, 'cards' | 'columns'>;

/** A choice between a few ways to go on, in a form. A fieldset, for its cards have labels of their own. */
export function RadioCardsField<Values extends FieldValues>(props: RadioCardsFieldProps<Values>) {
  const { field, frame } = useFormField(props as FormFieldProps<Values>);
  const errorId = useId();
  return (
    <fieldset aria-describedby={frame.error ? errorId : undefined} className={props.className}>
      <legend className="font-medium">{props.label}</legend>
      {props.hint && <p className="text-muted">{props.hint}</p>}
      <RadioCards
        name={field.name}
        cards={props.cards}
        columns={props.columns}
        aria-label={props.label}
        value={field.value ?? null}
        onValueChange={field.onChange}
        className="mt-1.5"
      />
      {frame.error && (
        <p id={errorId} className="mt-1 flex items-start gap-1.5 text-danger">
          <OctagonAlert aria-hidden="true" className="mt-[3px] size-3.5 shrink-0" />
          {frame.error}
        </p>
      )}
    </fieldset>
  );
}
