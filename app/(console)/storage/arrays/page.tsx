import type { Metadata } from 'next';
import { ArrayList } from '#components/arrays/array-list.tsx';
import { PageHead } from '#components/ui/page-head.tsx';

export const metadata: Metadata = { title: 'Arrays' };

export default function Page() {
  return (
    <>
      <PageHead title="Arrays" />
      <ArrayList />
    </>
  );
}
