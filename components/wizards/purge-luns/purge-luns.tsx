'use client';

import { OneStepPlan } from '#components/plans/one-step-plan.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { LinkButton } from '#components/ui/link-button.tsx';
import { paths } from '#contract/paths.ts';

const count = (n: number, what: string) => (n === 1 ? `1 ${what}` : `${n} ${what}s`);

/** The objects were chosen in their list; what is left is the plan. */
export function PurgeLuns({ ids, roleRefusal }: { ids: string[]; roleRefusal: string | null }) {
  if (ids.length === 0) {
    return (
      <EmptyState title="Nothing is chosen" action={<LinkButton href={paths.luns()}>Choose LUNs</LinkButton>}>
        Mark LUNs in their list, then come back here from there.
      </EmptyState>
    );
  }
  return (
    <OneStepPlan
      title={`Destroy ${count(ids.length, 'LUN')}`}
      request={{ procedure: 'purge-luns', input: { lunIds: ids } }}
      intro="The LUNs and what is on them are destroyed. This cannot be taken back."
      approveLabel={`Approve and destroy ${count(ids.length, 'LUN')}`}
      roleRefusal={roleRefusal}
      leaveHref={paths.luns()}
    />
  );
}
