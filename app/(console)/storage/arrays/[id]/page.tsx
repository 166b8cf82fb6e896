import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { z } from 'zod';
import { ArrayPage } from '#components/arrays/array-page.tsx';

export const metadata: Metadata = { title: 'Array' };

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  if (!z.uuid().safeParse(id).success) notFound();
  return <ArrayPage id={id} />;
}
