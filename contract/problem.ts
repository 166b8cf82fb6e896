import { z } from 'zod';

/** Every error code the API can answer with, its status and title. Closed: a code that is not here does not exist. */
export const problemCodes = {
  validation_failed: { status: 400, title: 'The request is not valid' },
  bad_json: { status: 400, title: 'The body is not JSON' },
  bad_page_token: { status: 400, title: 'The page token is not one of ours' },
  bad_filter: { status: 400, title: 'The filter cannot be read' },
  idempotency_key_missing: { status: 400, title: 'Idempotency-Key is missing' },
  unauthenticated: { status: 401, title: 'Sign in, or send a token' },
  token_expired: { status: 401, title: 'The token has expired' },
  token_revoked: { status: 401, title: 'The token was revoked' },
  forbidden: { status: 403, title: 'Your role does not allow this' },
  not_found: { status: 404, title: 'Not found' },
  method_not_allowed: { status: 405, title: 'Method not allowed' },
  conflict: { status: 409, title: 'The object is not in a state that allows this' },
  request_in_flight: { status: 409, title: 'The same request is still being worked on' },
  precondition_failed: { status: 412, title: 'The object has changed since you read it' },
  plan_stale: { status: 412, title: 'The fabric has changed since this plan was made' },
  body_too_large: { status: 413, title: 'The body is too large' },
  unsupported_media_type: { status: 415, title: 'Send application/json' },
  plan_refused: { status: 422, title: 'There can be no such plan' },
  idempotency_key_reused: { status: 422, title: 'This Idempotency-Key was used for another request' },
  precondition_required: { status: 428, title: 'If-Match is missing' },
  rate_limited: { status: 429, title: 'Too many requests' },
  internal: { status: 500, title: 'Something broke on our side' },
  agent_unreachable: { status: 502, title: 'The agent did not answer' },
  agent_answer_invalid: { status: 502, title: 'The agent answered something that is not its contract' },
  agent_refused: { status: 502, title: 'The agent refused' },
  no_capacity: { status: 507, title: 'No room for this' },
  sealed: { status: 503, title: 'Keys are missing: secrets cannot be read' },
  database_unavailable: { status: 503, title: 'The database does not answer' },
} as const;

export type ProblemCode = keyof typeof problemCodes;

export const CheckDto = z.object({
  code: z.string(),
  state: z.enum(['passed', 'warning', 'refused']),
  title: z.string(),
  reason: z.string(),
  remedy: z
    .object({
      sentence: z.string(),
      procedure: z.string().optional(),
      input: z.record(z.string(), z.unknown()).optional(),
      href: z.string().optional(),
    })
    .nullable(),
});
export type CheckDto = z.infer<typeof CheckDto>;

/** RFC 9457, with the closed `code`, the cause in `detail` and `remedy`: what to do next. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  detail: z.string(),
  remedy: z.string().optional(),
  instance: z.string().optional(),
  /** Which fields were wrong, by JSON path. */
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  /** For plan_refused: every check, not only the first refusal. */
  checks: z.array(CheckDto).optional(),
  /** What else a program may want to know, such as the ids that are in the way. */
  details: z.record(z.string(), z.unknown()).optional(),
});
export type Problem = z.infer<typeof Problem>;
