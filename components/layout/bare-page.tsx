import type { ReactNode } from 'react';
import { Logo } from './logo.tsx';

/** A page outside the console's frame, where there is no navigation: the mark says where one is. */
export function BarePage({ children }: { children: ReactNode }) {
  return (
    <main className="mx-auto flex min-h-dvh max-w-2xl flex-col gap-6 px-4 pt-[16vh] pb-12">
      <Logo className="size-8 shrink-0 text-ink" />
      {children}
    </main>
  );
}
