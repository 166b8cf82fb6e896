'use client';

import { OneStepPlan } from '#components/plans/one-step-plan.tsx';
import { paths } from '#contract/paths.ts';

type Props = { template: { id: string; name: string }; roleRefusal: string | null };

/** Make a golden LUN writable again, so that its image can be changed. */
export function UnsealGolden({ template, roleRefusal }: Props) {
  return (
    <OneStepPlan
      title={`Open the golden LUN of ${template.name} for changes`}
      request={{ procedure: 'unseal-golden', input: { templateId: template.id } }}
      intro="The library server gets read-write access again. This is refused while clones of the golden LUN exist: what they share with it must not change."
      approveLabel="Approve and unseal"
      roleRefusal={roleRefusal}
      leaveHref={paths.template(template.id)}
    />
  );
}
