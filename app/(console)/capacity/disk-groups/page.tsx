import type { Metadata } from 'next';
import { DiskGroupPage } from '#components/capacity/disk-group-page.tsx';

export const metadata: Metadata = { title: 'Disk groups' };

export default function Page() {
  return <DiskGroupPage />;
}
