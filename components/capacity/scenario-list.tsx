'use client';

import { Trash2 } from 'lucide-react';
import { problemOf } from '#components/query/api-error.ts';
import { useApiMutation } from '#components/query/use-api-mutation.ts';
import { Button } from '#components/ui/button.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { StateChip } from '#components/ui/state-chip.tsx';
import { toast } from '#components/ui/toaster.tsx';
import type { AnsweredScenario } from './scenario-answer.ts';
import { verdictChip } from './verdict.ts';

type ListProps = {
  scenarios: readonly AnsweredScenario[];
  compared: readonly string[];
  onCompare: (ids: string[]) => void;
  onOpen: (scenario: AnsweredScenario) => void;
  refusal: string | null;
};

/** Saved scenarios; two of them can be laid side by side. */
export function ScenarioList({ scenarios, compared, onCompare, onOpen, refusal }: ListProps) {
  const remove = useApiMutation('capacity-scenarios.delete', {
    invalidates: ['capacity-scenarios.list'],
    onError: (error) => toast({ tone: 'danger', title: problemOf(error).detail }),
  });
  if (scenarios.length === 0)
    return <p className="text-muted">None yet. Set the sliders, give the question a name, and save it.</p>;
  // A third one takes the place of the one that was chosen first.
  const toggle = (id: string, on: boolean) =>
    onCompare(on ? [...compared, id].slice(-2) : compared.filter((one) => one !== id));
  return (
    <ul className="hairlines border-y">
      {scenarios.map((scenario) => (
        <li key={scenario.id} className="flex flex-wrap items-center gap-x-4 gap-y-1 py-1.5">
          <Checkbox
            aria-label={`Compare ${scenario.name}`}
            checked={compared.includes(scenario.id)}
            onCheckedChange={(on) => toggle(scenario.id, on)}
          />
          <button
            type="button"
            onClick={() => onOpen(scenario)}
            className="min-w-0 flex-1 basis-40 truncate text-left underline decoration-edge underline-offset-[3px] hover:text-thread"
          >
            {scenario.name}
          </button>
          <Answer scenario={scenario} />
          <IconButton
            size="small"
            label={`Delete ${scenario.name}`}
            icon={<Trash2 />}
            disabledReason={refusal}
            onClick={() => remove.mutate({ params: { id: scenario.id }, ifMatch: '*' })}
          />
        </li>
      ))}
      {compared.length > 0 && (
        <li className="py-1.5">
          <Button variant="quiet" size="small" onClick={() => onCompare([])}>
            Compare none
          </Button>
        </li>
      )}
    </ul>
  );
}

function Answer({ scenario: { answer } }: { scenario: AnsweredScenario }) {
  if (!answer) return <span className="text-muted">cannot be counted</span>;
  const { tone, label } = verdictChip[answer.verdict];
  return (
    <>
      <span className="tabular-nums">{answer.reservations.toLocaleString('en')}</span>
      <StateChip look="plain" tone={tone} label={label} />
    </>
  );
}
