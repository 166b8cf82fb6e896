import { z } from 'zod';
import type { ProblemCode } from '#contract/problem.ts';

export type Role = 'viewer' | 'operator' | 'admin';
export type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';

/**
 * One route of the REST API: its address (under /api/v1, `{id}` for parameters), who may call it, what it takes and
 * gives. Router, OpenAPI document, query client and refusal tests are all derived from it.
 */
export type Endpoint<
  P extends z.ZodType = z.ZodType,
  Q extends z.ZodType = z.ZodType,
  B extends z.ZodType = z.ZodType,
  R extends z.ZodType = z.ZodType,
  I extends string = string,
> = {
  /** Its name in code, `<resource>.<verb>`: a binding, a query key and a refusal test are found by it. */
  id: I;
  method: Method;
  path: string;
  /** 'public' needs no account. */
  role: Role | 'public';
  summary: string;
  params: P;
  query: Q;
  body: B;
  response: R;
  status: 200 | 201 | 202 | 204;
  /** POSTs that start work demand an Idempotency-Key. */
  idempotent: boolean;
  /** PATCH and DELETE demand If-Match. */
  ifMatch: boolean;
  /** Beyond the ones any route may answer with. */
  problems: ProblemCode[];
  /** A body (or query) that is valid, for the OpenAPI document and the tests. */
  example: unknown;
};

export const Nothing = z.object({});
export const IdParams = z.object({ id: z.uuid() });

type Description<
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  R extends z.ZodType,
  I extends string,
> = Pick<Endpoint<P, Q, B, R, I>, 'id' | 'method' | 'path' | 'role' | 'summary' | 'response'> &
  Partial<Endpoint<P, Q, B, R, I>>;

export function endpoint<
  I extends string,
  R extends z.ZodType,
  P extends z.ZodType = typeof Nothing,
  Q extends z.ZodType = typeof Nothing,
  B extends z.ZodType = typeof Nothing,
>(description: Description<P, Q, B, R, I>): Endpoint<P, Q, B, R, I> {
  return {
    params: Nothing as unknown as P,
    query: Nothing as unknown as Q,
    body: Nothing as unknown as B,
    status: 200,
    idempotent: false,
    ifMatch: false,
    problems: [],
    example: null,
    ...description,
  };
}

/** Lists: `limit` is coerced down to 500; 0, negative or text is refused. */
export const ListQuery = z.object({
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .default(50)
    .transform((n) => Math.min(n, 500)),
  pageToken: z.string().max(2000).optional(),
  /** A subset of AIP-160: `state = "running" AND sizeBytes > 1000`, `name : "web"` (contains). */
  filter: z.string().max(2000).optional(),
  /** Field name, `-` before it for descending. */
  sort: z.string().max(60).optional(),
});
export type ListQuery = z.infer<typeof ListQuery>;

export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({
    items: z.array(item),
    nextPageToken: z.string().nullable(),
    /** How many match the filter in all. */
    total: z.number().int(),
    /** When the oldest source of this list was last read; null = it is Heddle's own. */
    asOf: z.string().nullable(),
  });
}

/** The two reads every resource has. */
export function listEndpoint<const N extends string, T extends z.ZodType>(resource: N, item: T, summary: string) {
  return endpoint({
    id: `${resource}.list` as const,
    method: 'GET',
    path: `/${resource}`,
    role: 'viewer',
    summary,
    query: ListQuery,
    response: pageOf(item),
  });
}
export function getEndpoint<const N extends string, T extends z.ZodType>(resource: N, item: T, summary: string) {
  return endpoint({
    id: `${resource}.get` as const,
    method: 'GET',
    path: `/${resource}/{id}`,
    role: 'viewer',
    summary,
    params: IdParams,
    response: item,
    problems: ['not_found'],
  });
}

export const Ref = z.object({ id: z.uuid(), name: z.string() });
export const Time = z.string().describe('RFC 3339, UTC');
export const Bytes = z.number().int().describe('bytes');
