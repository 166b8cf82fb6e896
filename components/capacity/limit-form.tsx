'use client';

import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { NumberField } from '#components/form/number-field.tsx';
import { SelectField } from '#components/form/select-field.tsx';
import { SubmitBar } from '#components/form/submit-bar.tsx';
import { TextField } from '#components/form/text-field.tsx';
import { zodResolver } from '#components/form/zod-resolver.ts';
import { problemOf } from '#components/query/api-error.ts';
import { useApiMutation } from '#components/query/use-api-mutation.ts';
import { Button } from '#components/ui/button.tsx';
import type { CapacityLimitDto } from '#contract/api/capacity-records.ts';

const Values = z
  .object({
    arrayId: z.string(),
    arrayModel: z.string().trim().max(120),
    fromFirmware: z.string().trim().max(60),
    beforeFirmware: z.string().trim().max(60),
    scope: z.enum(['lun', 'target', 'pool', 'array']),
    value: z.number().int('A whole number').min(0).max(Number.MAX_SAFE_INTEGER).nullable(),
    demand: z.string().trim().max(200),
    source: z.string().trim().min(1, 'Say who said so: a document, a support case, a probe').max(300),
    statedOn: z.union([z.literal(''), z.iso.date('A date as 2025-01-31')]),
    confidence: z.enum(['high', 'medium', 'low']),
  })
  .refine(({ arrayId, arrayModel }) => arrayId !== '' || arrayModel !== '', {
    message: 'Name a model, or choose an array above',
    path: ['arrayModel'],
  });
type Values = z.infer<typeof Values>;

const scopes = [
  { value: 'array', label: 'The whole array' },
  { value: 'pool', label: 'A pool' },
  { value: 'target', label: 'A target' },
  { value: 'lun', label: 'A LUN' },
];
const confidences = [
  { value: 'high', label: 'High', hint: 'Published, or found by a probe' },
  { value: 'medium', label: 'Medium', hint: 'Said by support, or read from source code' },
  { value: 'low', label: 'Low', hint: 'Hearsay' },
];

type FormProps = {
  /** null = a new one. */
  limit: CapacityLimitDto | null;
  arrays: readonly { id: string; name: string; model: string }[];
  onDone: () => void;
};

/** One line of the limits table. */
export function LimitForm({ limit, arrays, onDone }: FormProps) {
  const { control, handleSubmit, reset } = useForm<Values>({
    resolver: zodResolver(Values),
    defaultValues: valuesOf(limit),
  });
  const done = {
    invalidates: ['capacity-limits.list', 'capacity.summary'] as const,
    onSuccess: () => {
      reset(valuesOf(null));
      onDone();
    },
  };
  const create = useApiMutation('capacity-limits.create', done);
  const update = useApiMutation('capacity-limits.update', done);
  const { error, isPending } = limit ? update : create;
  const submit = handleSubmit((values) => {
    const body = bodyOf(values);
    if (limit) update.mutate({ params: { id: limit.id }, body, ifMatch: '*' });
    else create.mutate({ body });
  });
  const choices = [
    { value: '', label: 'Any array of the model' },
    ...arrays.map(({ id, name, model }) => ({ value: id, label: `${name} alone`, hint: model })),
  ];
  return (
    <form onSubmit={submit} className="max-w-2xl space-y-5">
      <div className="grid gap-5 sm:grid-cols-2">
        <SelectField control={control} name="arrayId" label="Array" choices={choices} />
        <TextField control={control} name="arrayModel" label="Model" hint="As its agent reports it." />
        <TextField control={control} name="fromFirmware" label="From firmware" optional />
        <TextField control={control} name="beforeFirmware" label="Before firmware" optional />
        <NumberField
          control={control}
          name="value"
          label="Registrations, at most"
          min={0}
          optional
          hint="Empty: known to be unknown."
        />
        <SelectField control={control} name="scope" label="Counted over" choices={scopes} />
        <TextField
          control={control}
          name="demand"
          label="Demand"
          mono
          optional
          placeholder="1.5"
          hint="Times the plain formula, or arithmetic of hosts, modules, channels, csvs."
        />
        <SelectField control={control} name="confidence" label="Confidence" choices={confidences} />
        <TextField control={control} name="source" label="Source" />
        <TextField control={control} name="statedOn" label="Stated on" type="date" optional />
      </div>
      <SubmitBar
        submitLabel={limit ? 'Change limit' : 'State limit'}
        pending={isPending}
        submitError={error ? problemOf(error) : null}
        disabledReason={null}
        secondary={limit && <Button onClick={onDone}>Leave it as it is</Button>}
      />
    </form>
  );
}

function valuesOf(limit: CapacityLimitDto | null): Values {
  return {
    arrayId: limit?.arrayId ?? '',
    arrayModel: limit?.arrayModel ?? '',
    fromFirmware: limit?.fromFirmware ?? '',
    beforeFirmware: limit?.beforeFirmware ?? '',
    scope: limit?.scope ?? 'array',
    value: limit?.value ?? null,
    demand: limit?.demand ?? '',
    source: limit?.source ?? '',
    statedOn: limit?.statedOn ?? '',
    confidence: limit?.confidence ?? 'medium',
  };
}

function bodyOf({ scope, value, source, confidence, ...texts }: Values) {
  return {
    ...{ scope, value, source, confidence },
    arrayId: texts.arrayId || null,
    // A limit of one array is about that array, whatever its model.
    arrayModel: texts.arrayId ? null : texts.arrayModel || null,
    fromFirmware: texts.fromFirmware || null,
    beforeFirmware: texts.beforeFirmware || null,
    demand: texts.demand || null,
    statedOn: texts.statedOn || null,
  };
}
