import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { z } from 'zod';
import { AgentPage } from '#components/agents/agent-page.tsx';
import { operateRefusal } from '#server/auth/operate-refusal.ts';
import { currentActor } from '#server/auth/session.ts';

export const metadata: Metadata = { title: 'Agent' };

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  if (!z.uuid().safeParse(id).success) notFound();
  return <AgentPage id={id} operateRefusal={operateRefusal(await currentActor())} />;
}
