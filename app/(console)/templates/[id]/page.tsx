import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { z } from 'zod';
import { Seeded, seed } from '#components/query/seeded.tsx';
import { TemplatePage } from '#components/templates/template-page.tsx';
import { operateRefusal } from '#server/auth/operate-refusal.ts';
import { currentActor } from '#server/auth/session.ts';
import { getTemplate } from '#server/resources/templates/get-template.ts';

export const metadata: Metadata = { title: 'Template' };

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  if (!z.uuid().safeParse(id).success) notFound();
  const actor = await currentActor();
  return (
    <Seeded seeds={[seed('templates.get', { params: { id } }, () => getTemplate(actor, id))]}>
      <TemplatePage id={id} operateRefusal={operateRefusal(actor)} />
    </Seeded>
  );
}
