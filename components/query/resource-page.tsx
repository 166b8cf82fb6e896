'use client';

import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Button } from '#components/ui/button.tsx';
import { ErrorPanel } from '#components/ui/error-panel.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { EndpointId } from '#contract/api/endpoints.ts';
import { problemOf } from './api-error.ts';
import type { Response } from './call-api.ts';
import { q, type Read } from './q.ts';

type ItemId = Extract<EndpointId, `${string}.get`>;

/** Reads one object and keeps it fresh; `children` draws it once it is there. */
export function ResourcePage<I extends ItemId>({
  endpoint,
  id,
  children,
}: {
  endpoint: I;
  id: string;
  children: (item: Response<I>) => ReactNode;
}) {
  const query = useQuery({ ...q(endpoint, { params: { id } } as unknown as Read<I>), refetchInterval: 10_000 });
  if (query.isPending) return <Skeleton className="h-72" />;
  if (query.isError)
    return (
      <ErrorPanel
        problem={problemOf(query.error)}
        actions={<Button onClick={() => void query.refetch()}>Read it again</Button>}
      />
    );
  return children(query.data as Response<I>);
}
