'use client';

import { useState } from 'react';
import { problemOf } from '#components/query/api-error.ts';
import { useApiMutation } from '#components/query/use-api-mutation.ts';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { ErrorPanel } from '#components/ui/error-panel.tsx';
import type { JobDto } from '#contract/api/jobs.ts';
import { hasEnded } from './job-state.ts';

type Verb = 'cancel' | 'retry' | 'undo' | 'abandon';

/** What may be asked of a job now; what may not says why. `mayOperate` null = it is the reader's role that forbids it. */
export function JobActions({ job, refusal }: { job: JobDto; refusal: string | null }) {
  const ended = hasEnded(job.state);
  return (
    <>
      {!ended && <Steer job={job} verb="cancel" label="Cancel job" refusal={refusal} question={cancelQuestion(job)} />}
      {ended && job.can.undo.allowed && (
        <Steer
          job={job}
          verb="undo"
          label="Undo job"
          refusal={refusal}
          question={`Everything this job did is taken back, in reverse order: ${job.itemsDone} of ${job.itemsTotal} items.`}
        />
      )}
      {job.state === 'stuck' && (
        <Steer
          job={job}
          verb="abandon"
          label="Abandon job"
          refusal={refusal}
          question={`Its locks are given back. This stays in the fabric: ${job.stuck?.leftBehind.join('; ') || 'nothing'}.`}
        />
      )}
      {ended && job.can.retry.allowed && (
        <Steer job={job} verb="retry" label={retryLabel(job)} refusal={refusal} question={null} />
      )}
    </>
  );
}

function retryLabel(job: JobDto): string {
  if (job.state === 'stuck') return 'Try the undo again';
  const left = job.itemsTotal - job.itemsDone;
  return left === 1 ? 'Retry 1 item' : `Retry ${left} items`;
}

function cancelQuestion(job: JobDto): string {
  const running = job.items.filter((i) => i.state === 'running' || i.state === 'undoing').length;
  const pending = job.items.filter((i) => i.state === 'pending').length;
  const parts = [
    job.itemsDone > 0
      ? `${job.itemsDone} finished ${job.itemsDone === 1 ? 'stays as it is' : 'stay as they are'}`
      : null,
    running > 0 ? `${running} under way ${running === 1 ? 'is' : 'are'} taken back` : null,
    pending > 0 ? `${pending} never ${pending === 1 ? 'begins' : 'begin'}` : null,
  ].filter((part) => part !== null);
  return `It stops between two rows: ${parts.join(', ') || 'nothing has begun yet'}.`;
}

function Steer({
  job,
  verb,
  label,
  refusal,
  question,
}: {
  job: JobDto;
  verb: Verb;
  label: string;
  refusal: string | null;
  question: string | null;
}) {
  const [asking, setAsking] = useState(false);
  const mutation = useApiMutation(`jobs.${verb}`, {
    invalidates: ['jobs.get', 'jobs.list', 'overview.get'],
    onSuccess: () => setAsking(false),
  });
  const step = job.can[verb];
  const reason = refusal ?? (step.allowed ? null : step.reason);
  const act = () => mutation.mutate({ params: { id: job.id }, body: {} });
  const variant = verb === 'retry' ? 'primary' : verb === 'abandon' ? 'danger' : 'secondary';
  return (
    <>
      <Button
        variant={variant}
        disabledReason={reason}
        pending={mutation.isPending}
        onClick={question ? () => setAsking(true) : act}
      >
        {label}
      </Button>
      {question && (
        <Dialog
          title={`${label}?`}
          description={question}
          open={asking}
          onOpenChange={setAsking}
          footer={
            <>
              <Button onClick={() => setAsking(false)}>Keep as it is</Button>
              <Button
                variant={verb === 'cancel' ? 'danger' : variant === 'danger' ? 'danger' : 'primary'}
                pending={mutation.isPending}
                onClick={act}
              >
                {label}
              </Button>
            </>
          }
        >
          {mutation.error && <ErrorPanel problem={problemOf(mutation.error)} />}
        </Dialog>
      )}
      {!question && mutation.error && <ErrorPanel problem={problemOf(mutation.error)} className="w-full" />}
    </>
  );
}
