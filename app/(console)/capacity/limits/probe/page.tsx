import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { z } from 'zod';
import { ProbeRegistrationLimit } from '#components/wizards/probe-registration-limit/probe-registration-limit.tsx';
import { operateRefusal } from '#server/auth/operate-refusal.ts';
import { currentActor } from '#server/auth/session.ts';
import { notFoundPage } from '#server/http/not-found-page.ts';
import { getArray } from '#server/resources/arrays/get-array.ts';

export const metadata: Metadata = { title: 'Probe a limit' };

export default async function Page({ searchParams }: { searchParams: Promise<{ array?: string | string[] }> }) {
  const id = z.uuid().safeParse((await searchParams).array);
  if (!id.success) notFound();
  const actor = await currentActor();
  const { name } = await getArray(actor, id.data).catch(notFoundPage);
  return <ProbeRegistrationLimit array={{ id: id.data, name }} roleRefusal={operateRefusal(actor)} />;
}
