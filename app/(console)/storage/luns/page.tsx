import type { Metadata } from 'next';
import { LunList } from '#components/luns/lun-list.tsx';
import { PageHead } from '#components/ui/page-head.tsx';
import { operateRefusal } from '#server/auth/operate-refusal.ts';
import { currentActor } from '#server/auth/session.ts';

export const metadata: Metadata = { title: 'LUNs' };

export default async function Page() {
  return (
    <>
      <PageHead title="LUNs" />
      <LunList operateRefusal={operateRefusal(await currentActor())} />
    </>
  );
}
