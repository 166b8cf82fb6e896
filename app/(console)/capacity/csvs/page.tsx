import type { Metadata } from 'next';
import { CsvPage } from '#components/capacity/csv-page.tsx';
import { Seeded, seed } from '#components/query/seeded.tsx';
import { operateRefusal } from '#server/auth/operate-refusal.ts';
import { currentActor } from '#server/auth/session.ts';
import { summariseCapacity } from '#server/resources/capacity/summarise-capacity.ts';

export const metadata: Metadata = { title: 'CSV planning' };

export default async function Page() {
  const actor = await currentActor();
  return (
    <Seeded seeds={[seed('capacity.summary', {}, () => summariseCapacity(actor))]}>
      <CsvPage operateRefusal={operateRefusal(actor)} />
    </Seeded>
  );
}
