import type { Metadata } from 'next';
import { z } from 'zod';
import { ClearStaleRegistrations } from '#components/wizards/clear-stale-registrations/clear-stale-registrations.tsx';
import { operateRefusal } from '#server/auth/operate-refusal.ts';
import { currentActor } from '#server/auth/session.ts';
import { notFoundPage } from '#server/http/not-found-page.ts';
import { getArray } from '#server/resources/arrays/get-array.ts';

export const metadata: Metadata = { title: 'Clear stale registrations' };

type Search = Promise<{ array?: string | string[]; luns?: string | string[] }>;

/** Ids that are none are left out: the address may have been typed. */
export default async function Page({ searchParams }: { searchParams: Search }) {
  const { array, luns } = await searchParams;
  const actor = await currentActor();
  const arrayId = z.uuid().safeParse(array);
  const lunIds = [luns ?? []]
    .flat()
    .flatMap((list) => list.split(','))
    .filter((id) => z.uuid().safeParse(id).success);
  const found = arrayId.success ? await getArray(actor, arrayId.data).catch(notFoundPage) : null;
  return (
    <ClearStaleRegistrations
      array={found && { id: found.id, name: found.name }}
      lunIds={lunIds}
      roleRefusal={operateRefusal(actor)}
    />
  );
}
