'use client';

import type { ReactNode } from 'react';
import { Button } from '#components/ui/button.tsx';
import { ErrorPanel, type ProblemShape } from '#components/ui/error-panel.tsx';

export type SubmitBarProps = {
  /** A verb and its object: "Add agent". */
  submitLabel: string;
  /** The request is on its way. */
  pending: boolean;
  /** What the server answered when it refused; null when it did not. */
  submitError: ProblemShape | null;
  /** Why nothing can be sent now; null when it can. */
  disabledReason: string | null;
  /** Other ways out, before the submit button. */
  secondary?: ReactNode;
};

/** The end of a form: what went wrong with it, and the buttons. */
export function SubmitBar({ submitLabel, pending, submitError, disabledReason, secondary }: SubmitBarProps) {
  return (
    <div className="space-y-4 pt-2">
      {submitError && <ErrorPanel problem={submitError} />}
      <div className="flex flex-wrap items-center gap-2">
        <Button type="submit" variant="primary" pending={pending} disabledReason={disabledReason}>
          {submitLabel}
        </Button>
        {secondary}
      </div>
    </div>
  );
}
