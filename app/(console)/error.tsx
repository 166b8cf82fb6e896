'use client';

import { BrokenPage, type ErrorPageProps } from '#components/layout/broken-page.tsx';

/** Navigation and palette stay usable around it. */
export default function ErrorPage({ error, retry }: ErrorPageProps) {
  return <BrokenPage error={error} onRetry={retry} />;
}
