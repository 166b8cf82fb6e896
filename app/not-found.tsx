import type { Metadata } from 'next';
import { NoSuchPage } from '#components/layout/no-such-page.tsx';

export const metadata: Metadata = { title: 'No such page' };

/** Outside the console: there is no navigation to go on with. */
export default function NotFound() {
  return (
    <main className="min-h-dvh pt-[16vh]">
      <NoSuchPage />
    </main>
  );
}
