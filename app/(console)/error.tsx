'use client';

import { BrokenPage, type BrokenPageProps } from '#components/layout/broken-page.tsx';

/** Navigation and palette stay usable around it. */
export default function ErrorPage(props: BrokenPageProps) {
  return <BrokenPage {...props} />;
}
