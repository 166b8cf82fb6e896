import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { z } from 'zod';
import { JobPage } from '#components/jobs/job-page.tsx';
import { Seeded, seed } from '#components/query/seeded.tsx';
import { operateRefusal } from '#server/auth/operate-refusal.ts';
import { currentActor } from '#server/auth/session.ts';
import { getJob } from '#server/resources/jobs/get-job.ts';

export const metadata: Metadata = { title: 'Job' };

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  if (!z.uuid().safeParse(id).success) notFound();
  const actor = await currentActor();
  return (
    <Seeded seeds={[seed('jobs.get', { params: { id } }, () => getJob(actor, id))]}>
      <JobPage id={id} operateRefusal={operateRefusal(actor)} />
    </Seeded>
  );
}
