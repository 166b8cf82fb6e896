'use client';

import { Search } from 'lucide-react';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { CheckboxField, SwitchField } from '#components/form/checkbox-field.tsx';
import { ComboboxField, MultiComboboxField } from '#components/form/combobox-field.tsx';
import { NumberField } from '#components/form/number-field.tsx';
import { RadioCardsField } from '#components/form/radio-cards-field.tsx';
import { SelectField } from '#components/form/select-field.tsx';
import { SubmitBar } from '#components/form/submit-bar.tsx';
import { TextField } from '#components/form/text-field.tsx';
import { TextareaField } from '#components/form/textarea-field.tsx';
import { Button } from '#components/ui/button.tsx';
import type { ProblemShape } from '#components/ui/error-panel.tsx';
import { PageHead } from '#components/ui/page-head.tsx';

const hosts = Array.from({ length: 12 }, (_, at) => ({
  value: `hv-${at + 1}`,
  label: `hv-${String(at + 1).padStart(2, '0')}`,
  hint: at % 3 ? `${at * 4 + 3} VMs, 64 GiB free` : undefined,
  disabledReason: at === 4 ? 'In maintenance' : undefined,
}));
const arrays = [
  { value: 'a', label: 'san-a', hint: 'Enforces read-only parents' },
  { value: 'b', label: 'san-b' },
  { value: 'c', label: 'san-c', disabledReason: 'Chain depth of 1 is reached' },
];

export function FormPart() {
  const { control, handleSubmit, setError } = useForm({
    defaultValues: {
      name: 'web base',
      pattern: 'web-{nn}',
      count: 40 as number | null,
      array: 'a' as string | null,
      host: null as string | null,
      hosts: ['hv-1', 'hv-2'],
      start: true,
      watch: true,
      placement: 'spread' as string | null,
      note: '',
    },
  });
  const [submitError, setSubmitError] = useState<ProblemShape | null>(null);
  const onSubmit = handleSubmit(() => {
    setError('name', { message: 'A host name has no spaces: web-base' });
    setSubmitError({
      title: 'The plan was refused',
      detail: 'Two of the names are taken on cluster east.',
      remedy: 'Start the pattern at 41.',
      code: 'name_taken',
    });
  });
  return (
    <>
      <PageHead title="Form" />
      <form noValidate onSubmit={onSubmit} className="grid max-w-3xl gap-x-8 gap-y-5 border-t pt-5 sm:grid-cols-2">
        <TextField control={control} name="name" label="Name" hint="As the operator writes it" />
        <TextField
          control={control}
          name="pattern"
          label="Name pattern"
          mono
          check={{ state: 'passed', text: 'web-01 to web-40, all free' }}
        />
        <NumberField
          control={control}
          name="count"
          label="How many"
          unit="VMs"
          min={1}
          max={10_000}
          check={{ state: 'warning', text: 'Pool san-a/p1 would be 84 % full' }}
        />
        <SelectField control={control} name="array" label="Array" choices={arrays} />
        <ComboboxField
          control={control}
          name="host"
          label="Library server"
          choices={hosts}
          noMatch="No host of that name"
          check={{ state: 'refused', text: 'lib-02 has the LUN mounted too', remedy: 'Unmount it there first.' }}
        />
        <MultiComboboxField
          control={control}
          name="hosts"
          label="Hosts"
          choices={hosts}
          noMatch="No host of that name"
          optional
        />
        <RadioCardsField
          control={control}
          name="placement"
          label="Placement"
          columns={2}
          className="sm:col-span-2"
          cards={[
            { value: 'spread', label: 'Spread', hint: 'As many hosts as there are, evenly.', aside: '12 hosts' },
            { value: 'fill', label: 'Fill', hint: 'As few hosts as have room.', aside: '3 hosts' },
            { value: 'pin', label: 'One host', hint: 'All on one.', disabledReason: 'No host has room for 40 VMs' },
          ]}
        />
        <TextareaField
          control={control}
          name="note"
          label="Note"
          hint="Goes into the audit log"
          optional
          className="sm:col-span-2"
        />
        <CheckboxField
          control={control}
          name="start"
          label="Start when ready"
          hint="Each VM, once its disk is proven"
        />
        <SwitchField control={control} name="watch" label="Watch the job" check={{ state: 'checking' }} />
        <TextField control={control} name="note" label="Search" start={<Search />} placeholder="Find a host" optional />
        <div className="sm:col-span-2">
          <SubmitBar
            submitLabel="Plan 40 VMs"
            pending={false}
            submitError={submitError}
            disabledReason={null}
            secondary={<Button variant="quiet">Cancel</Button>}
          />
        </div>
      </form>
    </>
  );
}
