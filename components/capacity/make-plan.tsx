'use client';

import { useRouter } from 'next/navigation';
import { problemOf } from '#components/query/api-error.ts';
import { useApiMutation } from '#components/query/use-api-mutation.ts';
import { Button } from '#components/ui/button.tsx';
import { ErrorPanel } from '#components/ui/error-panel.tsx';
import type { AdviceDto } from '#contract/api/capacity-advice.ts';
import { paths } from '#contract/paths.ts';
import { adviceRefusal, proposalOf } from './consolidation.ts';

type Props = { advice: AdviceDto; arrayName: string; operateRefusal: string | null };

/** Keeps the proposal as the wizard's draft, and goes there. */
export function MakePlan({ advice, arrayName, operateRefusal }: Props) {
  const router = useRouter();
  const keep = useApiMutation('drafts.put', { onSuccess: () => router.push(paths.consolidateCsvs()) });
  const proposal = proposalOf(advice, arrayName);
  const press = () => {
    if (proposal) keep.mutate({ params: { wizard: 'consolidate-csvs' }, body: { content: proposal } });
  };
  return (
    <div className="space-y-3 print:hidden">
      <Button
        variant="primary"
        pending={keep.isPending || keep.isSuccess}
        disabledReason={operateRefusal ?? adviceRefusal(advice)}
        onClick={press}
      >
        Make this a plan
      </Button>
      {keep.error && <ErrorPanel problem={problemOf(keep.error)} />}
    </div>
  );
}
