import type { Metadata } from 'next';
import { z } from 'zod';
import { PurgeLuns } from '#components/wizards/purge-luns/purge-luns.tsx';
import { operateRefusal } from '#server/auth/operate-refusal.ts';
import { currentActor } from '#server/auth/session.ts';

export const metadata: Metadata = { title: 'Destroy LUNs' };

type Search = Promise<{ luns?: string | string[] }>;

/** Ids that are none are left out: the address may have been typed. */
export default async function Page({ searchParams }: { searchParams: Search }) {
  const { luns } = await searchParams;
  const ids = [luns ?? []]
    .flat()
    .flatMap((list) => list.split(','))
    .filter((id) => z.uuid().safeParse(id).success);
  return <PurgeLuns ids={ids} roleRefusal={operateRefusal(await currentActor())} />;
}
