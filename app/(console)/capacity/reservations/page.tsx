import type { Metadata } from 'next';
import { allArrays, allLimits, allScenarios } from '#components/capacity/capacity-reads.ts';
import { ReservationsPage } from '#components/capacity/reservations-page.tsx';
import { Seeded, seed } from '#components/query/seeded.tsx';
import { operateRefusal } from '#server/auth/operate-refusal.ts';
import { currentActor } from '#server/auth/session.ts';
import { listArrays } from '#server/resources/arrays/list-arrays.ts';
import { listLimits } from '#server/resources/capacity/list-limits.ts';
import { listScenarios } from '#server/resources/capacity/list-scenarios.ts';
import { summariseCapacity } from '#server/resources/capacity/summarise-capacity.ts';

export const metadata: Metadata = { title: 'Reservations' };

export default async function Page() {
  const actor = await currentActor();
  const seeds = [
    seed('arrays.list', allArrays, () => listArrays(actor, allArrays.query)),
    seed('capacity-limits.list', allLimits, () => listLimits(actor, allLimits.query)),
    seed('capacity-scenarios.list', allScenarios, () => listScenarios(actor, allScenarios.query)),
    seed('capacity.summary', {}, () => summariseCapacity(actor)),
  ];
  return (
    <Seeded seeds={seeds}>
      <ReservationsPage saveRefusal={operateRefusal(actor)} />
    </Seeded>
  );
}
