import type { Metadata } from 'next';
import { PoolList } from '#components/pools/pool-list.tsx';
import { PageHead } from '#components/ui/page-head.tsx';

export const metadata: Metadata = { title: 'Pools' };

export default function Page() {
  return (
    <>
      <PageHead title="Pools" />
      <PoolList />
    </>
  );
}
