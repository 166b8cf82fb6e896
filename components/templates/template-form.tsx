'use client';

import { useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { ComboboxField } from '#components/form/combobox-field.tsx';
import { NumberField } from '#components/form/number-field.tsx';
import { SubmitBar } from '#components/form/submit-bar.tsx';
import { TextField } from '#components/form/text-field.tsx';
import { TextareaField } from '#components/form/textarea-field.tsx';
import { zodResolver } from '#components/form/zod-resolver.ts';
import { problemOf } from '#components/query/api-error.ts';
import { q } from '#components/query/q.ts';
import { useApiMutation } from '#components/query/use-api-mutation.ts';
import { LinkButton } from '#components/ui/link-button.tsx';
import { paths } from '#contract/paths.ts';

const mib = 1024 ** 2;

const Values = z.object({
  name: z.string().trim().min(1, 'A template needs a name').max(120),
  description: z.string().max(2000),
  os: z.string().max(200),
  virtualDiskId: z.string().min(1, 'Choose the virtual disk that VMs are cloned from'),
  cpus: z.number('Say how many').int().min(1).max(512),
  memoryMib: z
    .number('Say how much')
    .int()
    .min(64)
    .max(16 * 1024 * 1024),
});
type Values = z.infer<typeof Values>;

/** A new template: a name for a virtual disk, and how large the VMs made from it are. */
export function TemplateForm({ roleRefusal }: { roleRefusal: string | null }) {
  const router = useRouter();
  const disks = useQuery(q('virtual-disks.list', { query: { limit: 500, sort: 'file' } }));
  const { control, handleSubmit } = useForm<Values>({
    resolver: zodResolver(Values),
    defaultValues: { name: '', description: '', os: '', virtualDiskId: '', cpus: 2, memoryMib: 2048 },
  });
  const create = useApiMutation('templates.create', {
    invalidates: ['templates.list'],
    onSuccess: (template) => router.push(paths.template(template.id)),
  });
  const submit = handleSubmit(({ memoryMib, description, os, ...rest }) =>
    create.mutate({
      body: { ...rest, description: description || null, os: os || null, memoryBytes: memoryMib * mib },
    }),
  );
  const choices = (disks.data?.items ?? []).map((disk) => ({
    value: disk.id,
    label: disk.file,
    hint: `${disk.libraryServer.name}, ${disk.directory}${disk.generalised ? '' : ', not generalised'}`,
  }));
  return (
    <form onSubmit={submit} className="max-w-md space-y-5">
      <TextField control={control} name="name" label="Name" autoFocus />
      <ComboboxField
        control={control}
        name="virtualDiskId"
        label="Virtual disk"
        hint="A generalised image that is alone on its golden LUN."
        choices={choices}
        noMatch="No virtual disk is called that"
      />
      <NumberField control={control} name="cpus" label="CPUs" min={1} max={512} />
      <NumberField control={control} name="memoryMib" label="Memory" min={64} step={256} unit="MiB" />
      <TextField control={control} name="os" label="System" optional placeholder="Debian 12" />
      <TextareaField control={control} name="description" label="Description" optional />
      <SubmitBar
        submitLabel="Create template"
        pending={create.isPending}
        submitError={create.error ? problemOf(create.error) : null}
        disabledReason={roleRefusal}
        secondary={<LinkButton href={paths.templates()}>Leave</LinkButton>}
      />
    </form>
  );
}
