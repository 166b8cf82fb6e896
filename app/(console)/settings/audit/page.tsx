import type { Metadata } from 'next';
import { AuditList } from '#components/people/audit-list.tsx';
import { Callout } from '#components/ui/callout.tsx';
import { PageHead } from '#components/ui/page-head.tsx';
import { adminRefusal } from '#server/auth/operate-refusal.ts';
import { currentActor } from '#server/auth/session.ts';

export const metadata: Metadata = { title: 'Audit' };

export default async function Page() {
  const refusal = adminRefusal(await currentActor());
  return (
    <>
      <PageHead title="Audit" />
      {refusal ? <Callout tone="neutral" title={refusal} /> : <AuditList />}
    </>
  );
}
