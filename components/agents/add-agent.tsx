'use client';

import { useRouter } from 'next/navigation';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { SubmitBar } from '#components/form/submit-bar.tsx';
import { TextField } from '#components/form/text-field.tsx';
import { zodResolver } from '#components/form/zod-resolver.ts';
import { problemOf } from '#components/query/api-error.ts';
import { useApiMutation } from '#components/query/use-api-mutation.ts';
import { CodeBlock } from '#components/ui/code-block.tsx';
import { LinkButton } from '#components/ui/link-button.tsx';
import { Section } from '#components/ui/section.tsx';
import { paths } from '#contract/paths.ts';

const Values = z.object({
  url: z.url({ protocol: /^https?$/, error: 'Write it as https://host:port' }),
  enrolmentToken: z.string().trim().min(1, 'Paste the token that the agent printed'),
});
type Values = z.infer<typeof Values>;

/** Enrol an agent by its address and its one-time token; its systems are discovered at once. */
export function AddAgent({ roleRefusal }: { roleRefusal: string | null }) {
  const router = useRouter();
  const { control, handleSubmit } = useForm<Values>({
    resolver: zodResolver(Values),
    defaultValues: { url: '', enrolmentToken: '' },
  });
  const create = useApiMutation('agents.create', {
    invalidates: ['agents.list', 'arrays.list', 'hosts.list', 'luns.list', 'vms.list', 'overview.get'],
    onSuccess: (agent) => router.push(paths.agent(agent.id)),
  });
  return (
    <>
      <Section title="On the server" hint="Where the storage, the library or the hypervisor runs.">
        <p className="mb-2 max-w-prose text-muted">
          Start the agent with a configuration that names its systems and their drivers. At its first start it prints
          its address and a token that enrols it once.
        </p>
        <CodeBlock what="Command that starts an agent" code="heddle agent --config agent.json" />
      </Section>
      <Section title="Here">
        <form onSubmit={handleSubmit((body) => create.mutate({ body }))} className="max-w-md space-y-5">
          <TextField
            control={control}
            name="url"
            label="Address"
            mono
            placeholder="https://storage-01.example.org:7070"
            autoFocus
          />
          <TextField control={control} name="enrolmentToken" label="Enrolment token" mono autoComplete="off" />
          <SubmitBar
            submitLabel="Add agent"
            pending={create.isPending}
            submitError={create.error ? problemOf(create.error) : null}
            disabledReason={roleRefusal}
            secondary={<LinkButton href={paths.agents()}>Leave</LinkButton>}
          />
        </form>
      </Section>
    </>
  );
}
