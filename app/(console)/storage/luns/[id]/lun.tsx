'use client';

import { LunLedger } from '#components/capacity/lun-ledger.tsx';
import { LunPage } from '#components/luns/lun-page.tsx';

/** A LUN with its ledger, which is another resource's. */
export function Lun({ id, operateRefusal }: { id: string; operateRefusal: string | null }) {
  return (
    <LunPage
      id={id}
      operateRefusal={operateRefusal}
      ledger={(lun) => <LunLedger lun={lun} operateRefusal={operateRefusal} />}
    />
  );
}
