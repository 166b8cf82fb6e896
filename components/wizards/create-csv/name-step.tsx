'use client';

import { FieldFrame } from '#components/form/field-frame.tsx';
import { Input } from '#components/ui/input.tsx';
import { type CreateCsvDraft, stepProblem } from './draft.ts';

type Props = { draft: CreateCsvDraft; change: (to: Partial<CreateCsvDraft>) => void };

export function NameStep({ draft, change }: Props) {
  return (
    <FieldFrame
      label="Name"
      hint="The array and every host call the LUN so."
      error={draft.name === '' ? null : stepProblem(draft, 'name')}
      className="max-w-md"
    >
      <Input
        mono
        value={draft.name}
        onChange={(event) => change({ name: event.target.value })}
        placeholder="csv-09"
        autoFocus
        maxLength={63}
      />
    </FieldFrame>
  );
}
