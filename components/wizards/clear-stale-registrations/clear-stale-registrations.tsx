'use client';

import { OneStepPlan } from '#components/plans/one-step-plan.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { LinkButton } from '#components/ui/link-button.tsx';
import { PageHead } from '#components/ui/page-head.tsx';
import { paths } from '#contract/paths.ts';

type Props = {
  /** Every CSV of this array … */
  array: { id: string; name: string } | null;
  /** … or these. */
  lunIds: string[];
  roleRefusal: string | null;
};

/** Which keys are stale is for the plan to say, each with its reason. */
export function ClearStaleRegistrations({ array, lunIds, roleRefusal }: Props) {
  if (!array && lunIds.length === 0) {
    return (
      <>
        <PageHead title="Clear stale registrations" />
        <EmptyState
          title="Nothing is chosen"
          action={<LinkButton href={paths.reservations()}>Look at the registrations</LinkButton>}
        >
          Choose an array or CSVs with stale registrations, then come back here from there.
        </EmptyState>
      </>
    );
  }
  const what = array ? array.name : lunIds.length === 1 ? '1 CSV' : `${lunIds.length} CSVs`;
  return (
    <OneStepPlan
      title={`Clear stale registrations of ${what}`}
      request={{ procedure: 'clear-stale-registrations', input: array ? { arrayId: array.id } : { lunIds } }}
      intro="A stale key is one of a host or channel that is gone. It is taken away for good: a dead session cannot register it again. Living keys, and keys that Heddle did not make, are left alone."
      approveLabel="Approve and clear"
      roleRefusal={roleRefusal}
      leaveHref={array ? paths.registrationsOf(array.id) : paths.csvs()}
    />
  );
}
