import type { ReactNode } from 'react';
import { ConsoleFrame } from '#components/layout/console-frame.tsx';
import { QueryProvider } from '#components/query/query-provider.tsx';
import { currentActor } from '#server/auth/session.ts';
import { getMe } from '#server/resources/me/get-me.ts';

/** Every page of the console: for people who are signed in. The API checks for itself. */
export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const { name, email, role } = await getMe(await currentActor());
  return (
    <QueryProvider>
      <ConsoleFrame account={{ name, email, role }}>{children}</ConsoleFrame>
    </QueryProvider>
  );
}
