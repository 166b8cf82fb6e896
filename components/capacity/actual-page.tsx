'use client';

import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { saveFile, toCsv } from '#components/query/export-list.ts';
import { Button } from '#components/ui/button.tsx';
import { PageHead } from '#components/ui/page-head.tsx';
import { ActualRegistrations } from './actual-registrations.tsx';
import { lunRecords } from './ledger-lines.ts';
import { ledgerQuery } from './ledger-query.ts';

type Props = { views: ReactNode; arrayId: string | null; operateRefusal: string | null };

/** What every array holds now; prints, and is saved as a line per LUN or whole. */
export function ActualPage({ views, arrayId, operateRefusal }: Props) {
  const ledger = useQuery(ledgerQuery).data;
  const notRead = ledger ? null : 'The registrations are still being read.';
  const saveCsv = () => ledger && saveFile('registrations.csv', 'text/csv', toCsv(lunRecords(ledger.arrays)));
  const saveJson = () => ledger && saveFile('registrations.json', 'application/json', JSON.stringify(ledger, null, 2));
  return (
    <>
      <PageHead
        title="Reservations"
        actions={
          <>
            {views}
            <Button disabledReason={notRead} onClick={saveCsv}>
              Export CSV
            </Button>
            <Button disabledReason={notRead} onClick={saveJson}>
              Export JSON
            </Button>
            <Button onClick={() => window.print()}>Print</Button>
          </>
        }
      />
      <ActualRegistrations arrayId={arrayId} operateRefusal={operateRefusal} />
    </>
  );
}
