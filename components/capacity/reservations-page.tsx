'use client';

import { useMemo } from 'react';
import { Segmented } from '#components/ui/segmented.tsx';
import { ActualPage } from './actual-page.tsx';
import { type ReservationView, useReservationView } from './use-reservation-view.ts';
import { WhatIfPage } from './what-if-page.tsx';

/** What arrays register: as it is, and what if there were more. */
export function ReservationsPage({ operateRefusal }: { operateRefusal: string | null }) {
  const { view, arrayId, show } = useReservationView();
  const views = useMemo(() => <Views view={view} show={show} />, [view, show]);
  if (view === 'actual') return <ActualPage views={views} arrayId={arrayId} operateRefusal={operateRefusal} />;
  return <WhatIfPage views={views} saveRefusal={operateRefusal} />;
}

function Views({ view, show }: { view: ReservationView; show: (to: ReservationView) => void }) {
  return (
    <Segmented
      label="Look at"
      value={view}
      onValueChange={show}
      options={[
        { value: 'actual', label: 'As it is' },
        { value: 'what-if', label: 'What if' },
      ]}
    />
  );
}
