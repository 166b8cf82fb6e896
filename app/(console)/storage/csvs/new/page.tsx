import type { Metadata } from 'next';
import { z } from 'zod';
import { CreateCsv } from '#components/wizards/create-csv/create-csv.tsx';
import { operateRefusal } from '#server/auth/operate-refusal.ts';
import { currentActor } from '#server/auth/session.ts';

export const metadata: Metadata = { title: 'Create a CSV' };

export default async function Page({ searchParams }: { searchParams: Promise<{ cluster?: string | string[] }> }) {
  const { cluster } = await searchParams;
  const clusterId = z.uuid().safeParse(cluster);
  return (
    <CreateCsv
      clusterId={clusterId.success ? clusterId.data : null}
      roleRefusal={operateRefusal(await currentActor())}
    />
  );
}
