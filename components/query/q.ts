import { queryOptions } from '@tanstack/react-query';
import type { EndpointId } from '#contract/api/endpoints.ts';
import { type Call, callApi, type Response } from './call-api.ts';

export type Read<I extends EndpointId> = Pick<Call<I>, 'params' | 'query'>;

/** The cache key of a read: the server seeds the cache under the same one. */
export function queryKey<I extends EndpointId>(id: I, read: Read<I> = {}) {
  return [id, read.params ?? {}, read.query ?? {}] as const;
}

/** Query options of any GET endpoint, derived from the contract: `useQuery(q('luns.list', { query: { limit: 50 } }))`. */
export function q<I extends EndpointId>(id: I, read: Read<I> = {}) {
  return queryOptions<Response<I>>({
    queryKey: queryKey(id, read),
    queryFn: async ({ signal }) => (await callApi(id, { ...read, signal })).data,
  });
}
