'use client';

import { OneStepPlan } from '#components/plans/one-step-plan.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { LinkButton } from '#components/ui/link-button.tsx';
import { paths } from '#contract/paths.ts';

const count = (n: number, what: string) => (n === 1 ? `1 ${what}` : `${n} ${what}s`);

/** The objects were chosen in their list; what is left is the plan. */
export function DeleteVms({ ids, roleRefusal }: { ids: string[]; roleRefusal: string | null }) {
  if (ids.length === 0) {
    return (
      <EmptyState title="Nothing is chosen" action={<LinkButton href={paths.vms()}>Choose VMs</LinkButton>}>
        Mark VMs in their list, then come back here from there.
      </EmptyState>
    );
  }
  return (
    <OneStepPlan
      title={`Delete ${count(ids.length, 'VM')}`}
      request={{ procedure: 'delete-vms', input: { vmIds: ids } }}
      intro="Each VM is stopped and taken off its host; its LUN leaves every masking set and goes to quarantine, from where it can be restored until the quarantine is over."
      approveLabel={`Approve and delete ${count(ids.length, 'VM')}`}
      roleRefusal={roleRefusal}
      leaveHref={paths.vms()}
    />
  );
}
