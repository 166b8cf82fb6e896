import type { Metadata } from 'next';
import { VirtualDiskList } from '#components/library/virtual-disk-list.tsx';
import { PageHead } from '#components/ui/page-head.tsx';

export const metadata: Metadata = { title: 'Library' };

export default function Page() {
  return (
    <>
      <PageHead title="Library" />
      <VirtualDiskList />
    </>
  );
}
