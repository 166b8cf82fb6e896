import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { z } from 'zod';
import { HostPage } from '#components/hosts/host-page.tsx';

export const metadata: Metadata = { title: 'Host' };

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  if (!z.uuid().safeParse(id).success) notFound();
  return <HostPage id={id} />;
}
