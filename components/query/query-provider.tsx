'use client';

import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { ApiError } from './api-error.ts';

/** A refusal does not change by asking again; a lost answer may. */
function worthAnotherTry(failures: number, error: Error): boolean {
  return failures < 2 && !(error instanceof ApiError && error.problem.status >= 400 && error.problem.status < 500);
}

export function QueryProvider({ children }: { children: ReactNode }) {
  const [client] = useState(
    () =>
      new QueryClient({
        defaultOptions: { queries: { staleTime: 5_000, retry: worthAnotherTry, refetchOnWindowFocus: true } },
      }),
  );
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>;
}
