import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { z } from 'zod';
import { PlanPage } from '#components/plans/plan-page.tsx';
import { Seeded, seed } from '#components/query/seeded.tsx';
import { operateRefusal } from '#server/auth/operate-refusal.ts';
import { currentActor } from '#server/auth/session.ts';
import { getPlan } from '#server/resources/plans/get-plan.ts';

export const metadata: Metadata = { title: 'Plan' };

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  if (!z.uuid().safeParse(id).success) notFound();
  const actor = await currentActor();
  return (
    <Seeded seeds={[seed('plans.get', { params: { id } }, () => getPlan(actor, id))]}>
      <PlanPage id={id} operateRefusal={operateRefusal(actor)} />
    </Seeded>
  );
}
