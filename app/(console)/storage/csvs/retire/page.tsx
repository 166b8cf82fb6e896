import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { z } from 'zod';
import { RetireCsv } from '#components/wizards/retire-csv/retire-csv.tsx';
import { operateRefusal } from '#server/auth/operate-refusal.ts';
import { currentActor } from '#server/auth/session.ts';
import { notFoundPage } from '#server/http/not-found-page.ts';
import { getLun } from '#server/resources/luns/get-lun.ts';

export const metadata: Metadata = { title: 'Retire a CSV' };

export default async function Page({ searchParams }: { searchParams: Promise<{ lun?: string | string[] }> }) {
  const id = z.uuid().safeParse((await searchParams).lun);
  if (!id.success) notFound();
  const actor = await currentActor();
  const lun = await getLun(actor, id.data).catch(notFoundPage);
  return <RetireCsv lun={{ id: lun.id, name: lun.name }} roleRefusal={operateRefusal(actor)} />;
}
