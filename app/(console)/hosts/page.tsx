import type { Metadata } from 'next';
import { HostList } from '#components/hosts/host-list.tsx';
import { PageHead } from '#components/ui/page-head.tsx';

export const metadata: Metadata = { title: 'Hosts' };

export default function Page() {
  return (
    <>
      <PageHead title="Hosts" />
      <HostList />
    </>
  );
}
