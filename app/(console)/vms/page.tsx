import type { Metadata } from 'next';
import { ActLink } from '#components/ui/act-link.tsx';
import { PageHead } from '#components/ui/page-head.tsx';
import { VmList } from '#components/vms/vm-list.tsx';
import { paths } from '#contract/paths.ts';
import { operateRefusal } from '#server/auth/operate-refusal.ts';
import { currentActor } from '#server/auth/session.ts';

export const metadata: Metadata = { title: 'Virtual machines' };

export default async function Page() {
  const refusal = operateRefusal(await currentActor());
  return (
    <>
      <PageHead
        title="Virtual machines"
        actions={
          <ActLink href={paths.cloneVms()} variant="primary" refusal={refusal}>
            Clone VMs
          </ActLink>
        }
      />
      <VmList operateRefusal={refusal} />
    </>
  );
}
