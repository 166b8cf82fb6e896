'use client';

import { useState } from 'react';
import { problemOf } from '#components/query/api-error.ts';
import { useApiMutation } from '#components/query/use-api-mutation.ts';
import { Button } from '#components/ui/button.tsx';
import { ErrorPanel } from '#components/ui/error-panel.tsx';
import { Input } from '#components/ui/input.tsx';
import type { ReservationInput } from './use-reservation-inputs.ts';

type SaveProps = {
  /** The sliders as they stand when it is pressed. */
  input: () => ReservationInput;
  refusal: string | null;
};

/** Keeps the sliders under a name, for everybody. */
export function SaveScenario({ input, refusal }: SaveProps) {
  const [name, setName] = useState('');
  const save = useApiMutation('capacity-scenarios.create', {
    invalidates: ['capacity-scenarios.list'],
    onSuccess: () => setName(''),
  });
  const reason = refusal ?? (name.trim() === '' ? 'Give it a name first.' : null);
  return (
    <form
      className="space-y-2 print:hidden"
      onSubmit={(event) => {
        event.preventDefault();
        if (reason === null) save.mutate({ body: { name: name.trim(), input: input() } });
      }}
    >
      <div className="flex flex-wrap items-center gap-2">
        <Input
          aria-label="Scenario name"
          placeholder="Two more hosts"
          maxLength={120}
          value={name}
          onChange={(event) => setName(event.target.value)}
          className="w-56 max-w-full"
        />
        <Button type="submit" pending={save.isPending} disabledReason={reason}>
          Save scenario
        </Button>
      </div>
      {save.error && <ErrorPanel problem={problemOf(save.error)} />}
    </form>
  );
}
