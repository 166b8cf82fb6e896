import type { Metadata } from 'next';
import { ConsolidateCsvs } from '#components/wizards/consolidate-csvs/consolidate-csvs.tsx';
import { operateRefusal } from '#server/auth/operate-refusal.ts';
import { currentActor } from '#server/auth/session.ts';

export const metadata: Metadata = { title: 'Consolidate CSVs' };

export default async function Page() {
  return <ConsolidateCsvs roleRefusal={operateRefusal(await currentActor())} />;
}
