import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { z } from 'zod';
import { operateRefusal } from '#server/auth/operate-refusal.ts';
import { currentActor } from '#server/auth/session.ts';
import { Lun } from './lun.tsx';

export const metadata: Metadata = { title: 'LUN' };

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  if (!z.uuid().safeParse(id).success) notFound();
  return <Lun id={id} operateRefusal={operateRefusal(await currentActor())} />;
}
