import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { z } from 'zod';
import { ClusterPage } from '#components/clusters/cluster-page.tsx';

export const metadata: Metadata = { title: 'Cluster' };

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  if (!z.uuid().safeParse(id).success) notFound();
  return <ClusterPage id={id} />;
}
