import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { z } from 'zod';
import { MaskingSetPage } from '#components/masking-sets/masking-set-page.tsx';

export const metadata: Metadata = { title: 'Masking set' };

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  if (!z.uuid().safeParse(id).success) notFound();
  return <MaskingSetPage id={id} />;
}
