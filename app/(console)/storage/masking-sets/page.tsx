import type { Metadata } from 'next';
import { MaskingSetList } from '#components/masking-sets/masking-set-list.tsx';
import { PageHead } from '#components/ui/page-head.tsx';

export const metadata: Metadata = { title: 'Masking sets' };

export default function Page() {
  return (
    <>
      <PageHead title="Masking sets" />
      <MaskingSetList />
    </>
  );
}
