'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { NumberField } from '#components/form/number-field.tsx';
import { SelectField } from '#components/form/select-field.tsx';
import { SubmitBar } from '#components/form/submit-bar.tsx';
import { zodResolver } from '#components/form/zod-resolver.ts';
import { problemOf } from '#components/query/api-error.ts';
import { callApi } from '#components/query/call-api.ts';
import { Callout } from '#components/ui/callout.tsx';

const Values = z.object({
  managementServer: z.string(),
  quarantineDays: z.number('Say how many days').int().min(0).max(365),
});
type Values = z.infer<typeof Values>;
export type Settings = {
  managementServer: { version: '2012 SP1' | '2012 R2'; runsOn: 'WS2012' | 'WS2012 R2' } | null;
  quarantineDays: number;
};

const servers = [
  { value: '', label: 'None, or not one of these', hint: 'The compatibility check then says unknown' },
  { value: '2012 SP1|WS2012', label: '2012 SP1 on WS2012' },
  { value: '2012 SP1|WS2012 R2', label: '2012 SP1 on WS2012 R2' },
  { value: '2012 R2|WS2012', label: '2012 R2 on WS2012' },
  { value: '2012 R2|WS2012 R2', label: '2012 R2 on WS2012 R2' },
];

/** What holds for the whole installation. */
export function SettingsForm({ settings, roleRefusal }: { settings: Settings; roleRefusal: string | null }) {
  const client = useQueryClient();
  const { managementServer: server, quarantineDays } = settings;
  const { control, handleSubmit, formState } = useForm<Values>({
    resolver: zodResolver(Values),
    defaultValues: { managementServer: server ? `${server.version}|${server.runsOn}` : '', quarantineDays },
  });
  const [result, setResult] = useState<{ saved: true } | { error: unknown } | null>(null);
  const save = async (values: Values) => {
    const [version, runsOn] = values.managementServer.split('|');
    const managementServer = version ? ({ version, runsOn } as Settings['managementServer']) : null;
    try {
      const { etag } = await callApi('settings.get');
      await callApi('settings.update', {
        ifMatch: etag ?? '*',
        body: { managementServer, quarantineDays: values.quarantineDays },
      });
      await client.invalidateQueries({ queryKey: ['settings.get'] });
      setResult({ saved: true });
    } catch (error) {
      setResult({ error });
    }
  };
  return (
    <form onSubmit={handleSubmit(save)} className="max-w-md space-y-5">
      {result && 'saved' in result && <Callout tone="ok" title="Saved" />}
      <NumberField
        control={control}
        name="quarantineDays"
        label="Quarantine"
        hint="How long a deleted LUN can be restored before it may be destroyed."
        min={0}
        max={365}
        unit="days"
      />
      <SelectField
        control={control}
        name="managementServer"
        label="Management server"
        hint="Decides which row of the compatibility matrix a plan is checked against."
        choices={servers}
      />
      <SubmitBar
        submitLabel="Save settings"
        pending={formState.isSubmitting}
        submitError={result && 'error' in result ? problemOf(result.error) : null}
        disabledReason={roleRefusal}
      />
    </form>
  );
}
