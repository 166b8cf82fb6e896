import type { Metadata } from 'next';
import { ForecastPage } from '#components/capacity/forecast-page.tsx';
import { Seeded, seed } from '#components/query/seeded.tsx';
import { currentActor } from '#server/auth/session.ts';
import { forecastPools } from '#server/resources/capacity/forecast-pools.ts';

export const metadata: Metadata = { title: 'Forecast' };

export default async function Page() {
  const actor = await currentActor();
  return (
    <Seeded seeds={[seed('capacity.forecast', {}, () => forecastPools(actor, undefined))]}>
      <ForecastPage />
    </Seeded>
  );
}
