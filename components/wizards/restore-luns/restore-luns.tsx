'use client';

import { OneStepPlan } from '#components/plans/one-step-plan.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { LinkButton } from '#components/ui/link-button.tsx';
import { paths } from '#contract/paths.ts';

const count = (n: number, what: string) => (n === 1 ? `1 ${what}` : `${n} ${what}s`);

/** The objects were chosen in their list; what is left is the plan. */
export function RestoreLuns({ ids, roleRefusal }: { ids: string[]; roleRefusal: string | null }) {
  if (ids.length === 0) {
    return (
      <EmptyState title="Nothing is chosen" action={<LinkButton href={paths.luns()}>Choose LUNs</LinkButton>}>
        Mark LUNs in their list, then come back here from there.
      </EmptyState>
    );
  }
  return (
    <OneStepPlan
      title={`Restore ${count(ids.length, 'LUN')} from quarantine`}
      request={{ procedure: 'restore-luns', input: { lunIds: ids } }}
      intro="The LUNs come out of quarantine. They are in no masking set yet: nobody sees them until they are presented again."
      approveLabel={`Approve and restore ${count(ids.length, 'LUN')}`}
      roleRefusal={roleRefusal}
      leaveHref={paths.luns()}
    />
  );
}
