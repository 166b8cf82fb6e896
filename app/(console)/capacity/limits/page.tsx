import type { Metadata } from 'next';
import { allArrays, allLimits } from '#components/capacity/capacity-reads.ts';
import { LimitsPage } from '#components/capacity/limits-page.tsx';
import { Seeded, seed } from '#components/query/seeded.tsx';
import { adminRefusal, operateRefusal } from '#server/auth/operate-refusal.ts';
import { currentActor } from '#server/auth/session.ts';
import { listArrays } from '#server/resources/arrays/list-arrays.ts';
import { listLimits } from '#server/resources/capacity/list-limits.ts';

export const metadata: Metadata = { title: 'Limits' };

export default async function Page() {
  const actor = await currentActor();
  const seeds = [
    seed('arrays.list', allArrays, () => listArrays(actor, allArrays.query)),
    seed('capacity-limits.list', allLimits, () => listLimits(actor, allLimits.query)),
  ];
  return (
    <Seeded seeds={seeds}>
      <LimitsPage adminRefusal={adminRefusal(actor)} operateRefusal={operateRefusal(actor)} />
    </Seeded>
  );
}
