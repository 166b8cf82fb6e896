import type { Metadata } from 'next';
import { AgentList } from '#components/agents/agent-list.tsx';
import { LinkButton } from '#components/ui/link-button.tsx';
import { PageHead } from '#components/ui/page-head.tsx';
import { paths } from '#contract/paths.ts';
import { adminRefusal } from '#server/auth/operate-refusal.ts';
import { currentActor } from '#server/auth/session.ts';

export const metadata: Metadata = { title: 'Agents' };

export default async function Page() {
  const refusal = adminRefusal(await currentActor());
  return (
    <>
      <PageHead
        title="Agents"
        actions={
          refusal ? null : (
            <LinkButton href={paths.addAgent()} variant="primary">
              Add agent
            </LinkButton>
          )
        }
      />
      <AgentList />
    </>
  );
}
