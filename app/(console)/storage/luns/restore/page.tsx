import type { Metadata } from 'next';
import { z } from 'zod';
import { RestoreLuns } from '#components/wizards/restore-luns/restore-luns.tsx';
import { operateRefusal } from '#server/auth/operate-refusal.ts';
import { currentActor } from '#server/auth/session.ts';

export const metadata: Metadata = { title: 'Restore LUNs' };

type Search = Promise<{ luns?: string | string[] }>;

/** Ids that are none are left out: the address may have been typed. */
export default async function Page({ searchParams }: { searchParams: Search }) {
  const { luns } = await searchParams;
  const ids = [luns ?? []]
    .flat()
    .flatMap((list) => list.split(','))
    .filter((id) => z.uuid().safeParse(id).success);
  return <RestoreLuns ids={ids} roleRefusal={operateRefusal(await currentActor())} />;
}
