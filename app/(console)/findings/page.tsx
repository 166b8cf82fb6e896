import type { Metadata } from 'next';
import { FindingList } from '#components/findings/finding-list.tsx';
import { PageHead } from '#components/ui/page-head.tsx';

export const metadata: Metadata = { title: 'Findings' };

export default function Page() {
  return (
    <>
      <PageHead title="Findings" />
      <FindingList />
    </>
  );
}
