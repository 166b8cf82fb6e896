import type { Metadata } from 'next';
import { allArrays, allLimits, allScenarios } from '#components/capacity/capacity-reads.ts';
import { ReservationsPage } from '#components/capacity/reservations-page.tsx';
import { Seeded, seed } from '#components/query/seeded.tsx';
import { operateRefusal } from '#server/auth/operate-refusal.ts';
import { currentActor } from '#server/auth/session.ts';
import { listArrays } from '#server/resources/arrays/list-arrays.ts';
import { listLimits } from '#server/resources/capacity/list-limits.ts';
import { listScenarios } from '#server/resources/capacity/list-scenarios.ts';

export const metadata: Metadata = { title: 'Reservations' };

/** What arrays hold is much, and wanted only as long as it is looked at: the browser reads it itself. */
export default async function Page() {
  const actor = await currentActor();
  const seeds = [
    seed('arrays.list', allArrays, () => listArrays(actor, allArrays.query)),
    seed('capacity-limits.list', allLimits, () => listLimits(actor, allLimits.query)),
    seed('capacity-scenarios.list', allScenarios, () => listScenarios(actor, allScenarios.query)),
  ];
  return (
    <Seeded seeds={seeds}>
      <ReservationsPage operateRefusal={operateRefusal(actor)} />
    </Seeded>
  );
}
