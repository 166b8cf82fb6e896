import type { z } from 'zod';
import { type EndpointId, endpoints } from '#contract/api/endpoints.ts';
import type { Problem } from '#contract/problem.ts';
import { ApiError, problemOf } from './api-error.ts';

type EndpointWith<I extends EndpointId> = Extract<(typeof endpoints)[number], { id: I }>;
export type Params<I extends EndpointId> = z.input<EndpointWith<I>['params']>;
export type Query<I extends EndpointId> = z.input<EndpointWith<I>['query']>;
export type Body<I extends EndpointId> = z.input<EndpointWith<I>['body']>;
export type Response<I extends EndpointId> = z.output<EndpointWith<I>['response']>;

export type Call<I extends EndpointId> = {
  params?: Params<I>;
  query?: Query<I>;
  body?: Body<I>;
  /** The ETag that a change is based on. */
  ifMatch?: string;
  idempotencyKey?: string;
  signal?: AbortSignal;
};

const byId = new Map(endpoints.map((endpoint) => [endpoint.id as string, endpoint]));

/** '/api/v1/luns/…?limit=50' of an endpoint; a path parameter that is missing is a mistake of ours. */
export function apiPath<I extends EndpointId>(id: I, call: Pick<Call<I>, 'params' | 'query'> = {}): string {
  const endpoint = byId.get(id);
  if (!endpoint) throw new Error(`No endpoint is called ${id}.`);
  const params = (call.params ?? {}) as Record<string, string>;
  const path = endpoint.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  const given = Object.entries((call.query ?? {}) as Record<string, unknown>).filter(
    ([, value]) => value !== undefined && value !== '',
  );
  const search = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return `/api/v1${path}${search ? `?${search}` : ''}`;
}

/** Calls the REST API as everyone else does. Throws ApiError. */
export async function callApi<I extends EndpointId>(
  id: I,
  call: Call<I> = {},
): Promise<{ data: Response<I>; etag: string | null }> {
  const method = byId.get(id)?.method ?? 'GET';
  const headers: Record<string, string> = { accept: 'application/json' };
  if (call.body !== undefined) headers['content-type'] = 'application/json';
  if (call.ifMatch) headers['if-match'] = call.ifMatch;
  if (call.idempotencyKey) headers['idempotency-key'] = call.idempotencyKey;
  let answer: globalThis.Response;
  try {
    answer = await fetch(apiPath(id, call), {
      method,
      headers,
      body: call.body === undefined ? null : JSON.stringify(call.body),
      signal: call.signal ?? null,
    });
  } catch (error) {
    if (call.signal?.aborted) throw error;
    throw new ApiError(problemOf(error));
  }
  if (!answer.ok) throw new ApiError(await problemIn(answer));
  const data = (answer.status === 204 ? null : await answer.json()) as Response<I>;
  return { data, etag: answer.headers.get('etag') };
}

async function problemIn(answer: globalThis.Response): Promise<Problem> {
  const body: unknown = await answer.json().catch(() => null);
  if (typeof body === 'object' && body !== null && 'code' in body) return body as Problem;
  return { ...problemOf(null), status: answer.status, title: `The server answered ${answer.status}` };
}
