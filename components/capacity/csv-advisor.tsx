'use client';

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { problemOf } from '#components/query/api-error.ts';
import { q } from '#components/query/q.ts';
import { useApiMutation } from '#components/query/use-api-mutation.ts';
import { Button } from '#components/ui/button.tsx';
import { ErrorPanel } from '#components/ui/error-panel.tsx';
import { NumberInput } from '#components/ui/number-input.tsx';
import { Select } from '#components/ui/select.tsx';
import { AdviceResult } from './advice-result.tsx';
import { MakePlan } from './make-plan.tsx';

/** Asks for advice on the CSVs of one array. */
export function CsvAdvisor({ operateRefusal }: { operateRefusal: string | null }) {
  const summary = useQuery(q('capacity.summary'));
  const [chosen, setChosen] = useState<string | null>(null);
  const [reservePercent, setReserve] = useState<number | null>(10);
  const [copyMegabytesPerSecond, setSpeed] = useState<number | null>(100);
  const ask = useApiMutation('capacity.advice');
  const arrays = (summary.data?.arrays ?? []).filter(({ csvs }) => csvs > 0);
  const arrayId = chosen ?? arrays[0]?.array.id ?? null;
  const asked = ask.variables?.body?.arrayId;
  const arrayName = arrays.find(({ array }) => array.id === asked)?.array.name ?? 'an array';
  const refusal =
    arrayId === null
      ? 'No array has a CSV.'
      : reservePercent === null || copyMegabytesPerSecond === null
        ? 'Say the reserve and the speed.'
        : null;
  const press = () => {
    if (arrayId !== null && reservePercent !== null && copyMegabytesPerSecond !== null)
      ask.mutate({ body: { arrayId, reservePercent, copyMegabytesPerSecond } });
  };
  return (
    <div className="space-y-5">
      <div className="flex flex-wrap items-start gap-x-4 gap-y-3 print:hidden">
        <div className="space-y-1">
          <p className="text-muted">Array</p>
          <Select
            aria-label="Array to advise on"
            choices={arrays.map(({ array, csvs }) => ({ value: array.id, label: array.name, hint: `${csvs} CSVs` }))}
            value={arrayId}
            onValueChange={setChosen}
            placeholder="No array has a CSV"
            className="w-52"
          />
        </div>
        <div className="space-y-1">
          <p className="text-muted">Leave free on each CSV</p>
          <NumberInput
            aria-label="Reserve"
            unit="%"
            min={0}
            max={90}
            value={reservePercent}
            onValueChange={setReserve}
            className="w-36"
          />
        </div>
        <div className="space-y-1">
          <p className="text-muted">Copying goes at</p>
          <NumberInput
            aria-label="Speed of copying"
            unit="MB/s"
            min={1}
            value={copyMegabytesPerSecond}
            onValueChange={setSpeed}
            className="w-44"
          />
        </div>
        <Button pending={ask.isPending} disabledReason={refusal} onClick={press} className="mt-6">
          Advise on its CSVs
        </Button>
      </div>
      {ask.error && <ErrorPanel problem={problemOf(ask.error)} />}
      {ask.data && <AdviceResult advice={ask.data} />}
      {ask.data && <MakePlan advice={ask.data} arrayName={arrayName} operateRefusal={operateRefusal} />}
      <p className="max-w-prose text-dim">
        Agents tell how large the files of VMs are; a VM of which more than one file is not told stays where it is.
        IOPS, backup and DR policies are not reported: send your own figures to the API to have all of it weighed.
      </p>
    </div>
  );
}
