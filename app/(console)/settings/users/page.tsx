import type { Metadata } from 'next';
import { AddUser } from '#components/people/add-user.tsx';
import { UserList } from '#components/people/user-list.tsx';
import { Callout } from '#components/ui/callout.tsx';
import { PageHead } from '#components/ui/page-head.tsx';
import { Section } from '#components/ui/section.tsx';
import { adminRefusal } from '#server/auth/operate-refusal.ts';
import { currentActor } from '#server/auth/session.ts';

export const metadata: Metadata = { title: 'Users' };

export default async function Page() {
  const refusal = adminRefusal(await currentActor());
  return (
    <>
      <PageHead title="Users" />
      {refusal ? (
        <Callout tone="neutral" title={refusal} />
      ) : (
        <>
          <UserList />
          <Section title="Add a user" className="mt-8">
            <AddUser />
          </Section>
        </>
      )}
    </>
  );
}
