import type { Metadata } from 'next';
import { TemplateForm } from '#components/templates/template-form.tsx';
import { PageHead } from '#components/ui/page-head.tsx';
import { operateRefusal } from '#server/auth/operate-refusal.ts';
import { currentActor } from '#server/auth/session.ts';

export const metadata: Metadata = { title: 'Create template' };

export default async function Page() {
  return (
    <>
      <PageHead title="Create template" />
      <TemplateForm roleRefusal={operateRefusal(await currentActor())} />
    </>
  );
}
