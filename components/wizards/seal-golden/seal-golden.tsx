'use client';

import { OneStepPlan } from '#components/plans/one-step-plan.tsx';
import { paths } from '#contract/paths.ts';

type Props = { template: { id: string; name: string }; roleRefusal: string | null };

/** Make the golden LUN of a template read-only, and prove it. */
export function SealGolden({ template, roleRefusal }: Props) {
  return (
    <OneStepPlan
      title={`Seal the golden LUN of ${template.name}`}
      request={{ procedure: 'seal-golden', input: { templateId: template.id } }}
      intro="The disk goes offline on the library server, leaves its masking set, comes back read-only, and is mounted where it was. Then a write is tried, and must be refused."
      approveLabel="Approve and seal"
      roleRefusal={roleRefusal}
      leaveHref={paths.template(template.id)}
    />
  );
}
