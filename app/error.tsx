'use client';

import { BrokenPage, type BrokenPageProps } from '#components/layout/broken-page.tsx';

export default function ErrorPage(props: BrokenPageProps) {
  return (
    <main className="mx-auto max-w-3xl px-4 pt-[16vh]">
      <BrokenPage {...props} />
    </main>
  );
}
