import type { Metadata } from 'next';
import { z } from 'zod';
import { DeleteVms } from '#components/wizards/delete-vms/delete-vms.tsx';
import { operateRefusal } from '#server/auth/operate-refusal.ts';
import { currentActor } from '#server/auth/session.ts';

export const metadata: Metadata = { title: 'Delete VMs' };

type Search = Promise<{ vms?: string | string[] }>;

/** Ids that are none are left out: the address may have been typed. */
export default async function Page({ searchParams }: { searchParams: Search }) {
  const { vms } = await searchParams;
  const ids = [vms ?? []]
    .flat()
    .flatMap((list) => list.split(','))
    .filter((id) => z.uuid().safeParse(id).success);
  return <DeleteVms ids={ids} roleRefusal={operateRefusal(await currentActor())} />;
}
