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
import { Callout } from '#components/ui/callout.tsx';
import { Mono } from '#components/ui/mono.tsx';

const Values = z.object({
  name: z.string().trim().min(1, 'Say what it is for'),
  role: z.enum(['viewer', 'operator', 'admin']),
  expiresInDays: z.number('Say for how long').int().min(1).max(3650),
});
type Values = z.infer<typeof Values>;

/** A token for scripts; its secret is shown once, here. */
export function AddToken({ roles }: { roles: readonly string[] }) {
  const { control, handleSubmit, reset } = useForm<Values>({
    resolver: zodResolver(Values),
    defaultValues: { name: '', role: 'viewer', expiresInDays: 90 },
  });
  const create = useApiMutation('tokens.create', { invalidates: ['tokens.list'], onSuccess: () => reset() });
  return (
    <form onSubmit={handleSubmit((body) => create.mutate({ body }))} className="max-w-md space-y-5">
      {create.data && (
        <Callout tone="ok" title="Copy the token now: it is not shown again">
          <Mono copy="token" cut="none">
            {create.data.token}
          </Mono>
        </Callout>
      )}
      <TextField control={control} name="name" label="What it is for" placeholder="nightly clone job" />
      <SelectField
        control={control}
        name="role"
        label="Role"
        hint="At most your own."
        choices={roles.map((role) => ({ value: role, label: role }))}
      />
      <NumberField control={control} name="expiresInDays" label="Expires in" min={1} max={3650} unit="days" />
      <SubmitBar
        submitLabel="Create token"
        pending={create.isPending}
        submitError={create.error ? problemOf(create.error) : null}
        disabledReason={null}
      />
    </form>
  );
}
