import type { Metadata } from 'next';
import { AddAgent } from '#components/agents/add-agent.tsx';
import { PageHead } from '#components/ui/page-head.tsx';
import { adminRefusal } from '#server/auth/operate-refusal.ts';
import { currentActor } from '#server/auth/session.ts';

export const metadata: Metadata = { title: 'Add agent' };

export default async function Page() {
  return (
    <>
      <PageHead title="Add agent" />
      <AddAgent roleRefusal={adminRefusal(await currentActor())} />
    </>
  );
}
