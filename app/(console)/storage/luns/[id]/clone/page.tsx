import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { z } from 'zod';
import { CloneLuns } from '#components/wizards/clone-luns/clone-luns.tsx';
import { operateRefusal } from '#server/auth/operate-refusal.ts';
import { currentActor } from '#server/auth/session.ts';
import { notFoundPage } from '#server/http/not-found-page.ts';
import { getLun } from '#server/resources/luns/get-lun.ts';

export const metadata: Metadata = { title: 'Clone LUNs' };

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const actor = await currentActor();
  const lun = z.uuid().safeParse(id).success ? await getLun(actor, id).catch(notFoundPage) : notFound();
  return <CloneLuns golden={{ id, name: lun.name }} roleRefusal={operateRefusal(actor)} />;
}
