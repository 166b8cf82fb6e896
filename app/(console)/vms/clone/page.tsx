import type { Metadata } from 'next';
import { z } from 'zod';
import { CloneVms } from '#components/wizards/clone-vms/clone-vms.tsx';
import { operateRefusal } from '#server/auth/operate-refusal.ts';
import { currentActor } from '#server/auth/session.ts';

export const metadata: Metadata = { title: 'Clone VMs' };

export default async function Page({ searchParams }: { searchParams: Promise<{ template?: string | string[] }> }) {
  const { template } = await searchParams;
  const templateId = z.uuid().safeParse(template);
  return (
    <CloneVms
      templateId={templateId.success ? templateId.data : null}
      roleRefusal={operateRefusal(await currentActor())}
    />
  );
}
