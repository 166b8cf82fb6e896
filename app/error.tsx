'use client';

import { BarePage } from '#components/layout/bare-page.tsx';
import { BrokenPage, type ErrorPageProps } from '#components/layout/broken-page.tsx';

/** Outside the console: there is no navigation to go on with. */
export default function ErrorPage({ error, retry }: ErrorPageProps) {
  return (
    <BarePage>
      <BrokenPage error={error} onRetry={retry} />
    </BarePage>
  );
}
