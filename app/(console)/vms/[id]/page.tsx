import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { z } from 'zod';
import { VmPage } from '#components/vms/vm-page.tsx';
import { operateRefusal } from '#server/auth/operate-refusal.ts';
import { currentActor } from '#server/auth/session.ts';

export const metadata: Metadata = { title: 'Virtual machine' };

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  if (!z.uuid().safeParse(id).success) notFound();
  return <VmPage id={id} operateRefusal={operateRefusal(await currentActor())} />;
}
