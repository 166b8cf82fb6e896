'use client';

import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { SelectField } from '#components/form/select-field.tsx';
import { SubmitBar } from '#components/form/submit-bar.tsx';
import { TextField } from '#components/form/text-field.tsx';
import { zodResolver } from '#components/form/zod-resolver.ts';
import { problemOf } from '#components/query/api-error.ts';
import { useApiMutation } from '#components/query/use-api-mutation.ts';

const Values = z.object({
  email: z.email('Write an email address'),
  name: z.string().trim().min(1, 'Say what they are called'),
  role: z.enum(['viewer', 'operator', 'admin']),
  password: z.string().min(12, 'At least 12 characters'),
});
type Values = z.infer<typeof Values>;

const roles = [
  { value: 'viewer', label: 'Viewer', hint: 'Sees everything, changes nothing' },
  { value: 'operator', label: 'Operator', hint: 'Plans and applies changes' },
  { value: 'admin', label: 'Admin', hint: 'Also users, agents and settings' },
];

/** A person with a password of their own. */
export function AddUser() {
  const { control, handleSubmit, reset } = useForm<Values>({
    resolver: zodResolver(Values),
    defaultValues: { email: '', name: '', role: 'viewer', password: '' },
  });
  const create = useApiMutation('users.create', { invalidates: ['users.list'], onSuccess: () => reset() });
  return (
    <form onSubmit={handleSubmit((body) => create.mutate({ body }))} className="max-w-md space-y-5">
      <TextField control={control} name="email" label="Email" type="email" autoComplete="off" />
      <TextField control={control} name="name" label="Name" autoComplete="off" />
      <SelectField control={control} name="role" label="Role" choices={roles} />
      <TextField
        control={control}
        name="password"
        label="First password"
        type="password"
        autoComplete="new-password"
        hint="At least 12 characters."
      />
      <SubmitBar
        submitLabel="Add user"
        pending={create.isPending}
        submitError={create.error ? problemOf(create.error) : null}
        disabledReason={null}
      />
    </form>
  );
}
