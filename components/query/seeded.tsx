import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { EndpointId } from '#contract/api/endpoints.ts';
import type { Response } from './call-api.ts';
import { queryKey, type Read } from './q.ts';

/** A read that a server component makes by calling the verb itself. */
export type Seed = (client: QueryClient) => Promise<void>;

/** Puts the verb's answer under the key that the client's `q(id, read)` uses. A refusal is left to the client to show. */
export function seed<I extends EndpointId>(id: I, read: Read<I>, verb: () => Promise<Response<I>>): Seed {
  return (client) => client.prefetchQuery({ queryKey: queryKey(id, read), queryFn: verb, retry: false });
}

/** Wraps a page's client part with what the server has already read for it. */
export async function Seeded({ seeds, children }: { seeds: readonly Seed[]; children: ReactNode }) {
  const client = new QueryClient();
  await Promise.all(seeds.map((put) => put(client)));
  return <HydrationBoundary state={dehydrate(client)}>{children}</HydrationBoundary>;
}
