'use client';

import { Button } from '#components/ui/button.tsx';
import { ErrorPanel } from '#components/ui/error-panel.tsx';
import { LinkButton } from '#components/ui/link-button.tsx';
import { paths } from '#contract/paths.ts';

/** What Next hands to an error page. `retry` asks the server again; without it a page that broke there stays broken. */
export type ErrorPageProps = { error: Error & { digest?: string }; retry: () => void };
export type BrokenPageProps = { error: ErrorPageProps['error']; onRetry: () => void };

/** A page that could not be drawn. `digest` is the number under which the server's log has the reason. */
export function BrokenPage({ error, onRetry }: BrokenPageProps) {
  return (
    <div className="max-w-2xl">
      <h1 className="pb-5 font-semibold text-title">This page could not be shown</h1>
      <ErrorPanel
        problem={{
          title: 'Something broke while the page was drawn',
          detail: 'Nothing in the fabric was changed by it, and jobs go on without this page.',
          remedy: error.digest
            ? "Try again. If it stays, the reason stands in the server's log under the number below."
            : 'Try again. If it stays, the reason stands in the console of the browser.',
          code: 'internal',
          requestId: error.digest,
        }}
        actions={
          <>
            <Button onClick={onRetry}>Try again</Button>
            <LinkButton href={paths.overview()}>Open the overview</LinkButton>
          </>
        }
      />
    </div>
  );
}
