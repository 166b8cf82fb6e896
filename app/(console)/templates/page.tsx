import type { Metadata } from 'next';
import { TemplateList } from '#components/templates/template-list.tsx';
import { LinkButton } from '#components/ui/link-button.tsx';
import { PageHead } from '#components/ui/page-head.tsx';
import { paths } from '#contract/paths.ts';
import { operateRefusal } from '#server/auth/operate-refusal.ts';
import { currentActor } from '#server/auth/session.ts';

export const metadata: Metadata = { title: 'Templates' };

export default async function Page() {
  const refusal = operateRefusal(await currentActor());
  return (
    <>
      <PageHead
        title="Templates"
        actions={refusal ? null : <LinkButton href={paths.newTemplate()}>Create template</LinkButton>}
      />
      <TemplateList operateRefusal={refusal} />
    </>
  );
}
