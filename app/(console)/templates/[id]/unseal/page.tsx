import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { z } from 'zod';
import { UnsealGolden } from '#components/wizards/unseal-golden/unseal-golden.tsx';
import { operateRefusal } from '#server/auth/operate-refusal.ts';
import { currentActor } from '#server/auth/session.ts';
import { notFoundPage } from '#server/http/not-found-page.ts';
import { getTemplate } from '#server/resources/templates/get-template.ts';

export const metadata: Metadata = { title: 'Unseal golden LUN' };

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const actor = await currentActor();
  const template = z.uuid().safeParse(id).success ? await getTemplate(actor, id).catch(notFoundPage) : notFound();
  return <UnsealGolden template={{ id, name: template.name }} roleRefusal={operateRefusal(actor)} />;
}
