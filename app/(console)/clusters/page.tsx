import type { Metadata } from 'next';
import { ClusterList } from '#components/clusters/cluster-list.tsx';
import { PageHead } from '#components/ui/page-head.tsx';

export const metadata: Metadata = { title: 'Clusters' };

export default function Page() {
  return (
    <>
      <PageHead title="Clusters" />
      <ClusterList />
    </>
  );
}
