'use client';

import { memo } from 'react';
import { Button } from '#components/ui/button.tsx';
import { NumberInput } from '#components/ui/number-input.tsx';
import { Select } from '#components/ui/select.tsx';
import { Slider } from '#components/ui/slider.tsx';
import type { LimitScope } from '#domain/capacity/limits.ts';
import type { Crossing } from '#domain/capacity/reservations.ts';
import type { ReservationInput } from './use-reservation-inputs.ts';

type Choice = { id: string; name: string; model: string };
type SlidersProps = {
  input: ReservationInput;
  onChange: (to: Partial<ReservationInput>) => void;
  arrays: readonly Choice[];
  /** null while the question has no answer. */
  crossing: Crossing | null;
};

const counts = [
  { key: 'hosts', label: 'Hosts', max: 64 },
  { key: 'storageModules', label: 'Storage modules', max: 16 },
  { key: 'channelsPerHostPerModule', label: 'Channels per host and module', max: 16 },
  { key: 'csvs', label: 'CSVs', max: 200 },
] as const;

const scopes = [
  { value: 'array', label: 'per array' },
  { value: 'pool', label: 'per pool' },
  { value: 'target', label: 'per target' },
  { value: 'lun', label: 'per LUN' },
];

const NO_ARRAY = 'none';

/** What is asked: the array, four counts, and the limit to suppose. A line on each slider says where the limit is crossed. */
export function ReservationSliders({ input, onChange, arrays, crossing }: SlidersProps) {
  const supposed = input.supposedLimit;
  return (
    <div className="space-y-5">
      <ArrayChoice arrayId={input.arrayId} onChange={onChange} arrays={arrays} />
      {counts.map(({ key, label, max }) => {
        const last = crossing?.[key] ?? null;
        const end = Math.max(max, input[key]);
        return (
          <Slider
            key={key}
            label={label}
            value={Math.max(1, input[key])}
            onValueChange={(value) => onChange({ [key]: value })}
            min={1}
            max={end}
            mark={last !== null && last >= 1 && last < end ? { at: last, label: 'The last that fits' } : undefined}
          />
        );
      })}
      <SupposedLimit value={supposed?.value ?? null} scope={supposed?.scope ?? 'array'} onChange={onChange} />
    </div>
  );
}

type ChoiceProps = Pick<SlidersProps, 'onChange' | 'arrays'> & { arrayId: string | null };

/** Not drawn again while something else is dragged. */
const ArrayChoice = memo(function ArrayChoice({ arrayId, onChange, arrays }: ChoiceProps) {
  const choices = [
    { value: NO_ARRAY, label: 'No array: the plain formula' },
    ...arrays.map(({ id, name, model }) => ({ value: id, label: name, hint: model })),
  ];
  return (
    <div className="space-y-1">
      <span className="text-muted">Array</span>
      <Select
        aria-label="Array"
        choices={choices}
        value={arrayId ?? NO_ARRAY}
        onValueChange={(id) => onChange({ arrayId: id === NO_ARRAY ? null : id })}
      />
    </div>
  );
});

type SupposedProps = Pick<SlidersProps, 'onChange'> & { value: number | null; scope: LimitScope };

const SupposedLimit = memo(function SupposedLimit({ value: supposed, scope, onChange }: SupposedProps) {
  return (
    <fieldset className="space-y-1 print:hidden">
      <legend className="text-muted">What if the limit were</legend>
      <div className="flex flex-wrap items-center gap-2">
        <NumberInput
          aria-label="Supposed limit"
          min={0}
          value={supposed}
          onValueChange={(value) =>
            onChange({ supposedLimit: value === null ? null : { scope, value: Math.max(0, Math.trunc(value)) } })
          }
          className="w-36"
        />
        {supposed !== null && (
          <>
            <Select
              aria-label="Counted over"
              choices={scopes}
              value={scope}
              onValueChange={(to) => onChange({ supposedLimit: { value: supposed, scope: to as LimitScope } })}
              className="w-32"
            />
            <Button variant="quiet" onClick={() => onChange({ supposedLimit: null })}>
              Suppose none
            </Button>
          </>
        )}
      </div>
    </fieldset>
  );
});
