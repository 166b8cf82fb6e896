'use client';

import { OneStepPlan } from '#components/plans/one-step-plan.tsx';
import { paths } from '#contract/paths.ts';

type Props = { lun: { id: string; name: string }; roleRefusal: string | null };

/** The CSV was chosen on its page or in the list; what is left is the plan. */
export function RetireCsv({ lun, roleRefusal }: Props) {
  return (
    <OneStepPlan
      title={`Retire ${lun.name}`}
      request={{ procedure: 'retire-csv', input: { lunId: lun.id } }}
      intro="Every host lets go of the CSV and its registrations; then the LUN goes into quarantine, where it can be restored."
      approveLabel={`Approve and retire ${lun.name}`}
      roleRefusal={roleRefusal}
      leaveHref={paths.csvs()}
    />
  );
}
