import { Overview } from '#components/overview/overview.tsx';
import { Seeded, seed } from '#components/query/seeded.tsx';
import { currentActor } from '#server/auth/session.ts';
import { summariseCapacity } from '#server/resources/capacity/summarise-capacity.ts';
import { getOverview } from '#server/resources/overview/get-overview.ts';

export default async function Page() {
  const actor = await currentActor();
  return (
    <Seeded
      seeds={[
        seed('overview.get', {}, () => getOverview(actor)),
        seed('capacity.summary', {}, () => summariseCapacity(actor)),
      ]}
    >
      <Overview />
    </Seeded>
  );
}
