import type { Metadata } from 'next';
import { AddToken } from '#components/people/add-token.tsx';
import { TokenList } from '#components/people/token-list.tsx';
import { PageHead } from '#components/ui/page-head.tsx';
import { Section } from '#components/ui/section.tsx';
import { hasRole } from '#server/auth/actor.ts';
import { currentActor } from '#server/auth/session.ts';

export const metadata: Metadata = { title: 'API tokens' };

const roles = ['viewer', 'operator', 'admin'] as const;

export default async function Page() {
  const actor = await currentActor();
  return (
    <>
      <PageHead title="API tokens" />
      <Section title="Tokens">
        <TokenList />
      </Section>
      <Section title="Create a token">
        <AddToken roles={roles.filter((role) => hasRole(actor, role))} />
      </Section>
    </>
  );
}
