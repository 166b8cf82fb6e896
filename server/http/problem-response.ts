import { asProblem } from '#server/errors.ts';
import { log } from '#server/log.ts';

/** Whatever was thrown, as application/problem+json. What broke on our side goes to the log with its cause. */
export function problemResponse(error: unknown, request: Request): Response {
  const problem = asProblem(error);
  const instance = new URL(request.url).pathname;
  if (problem.status >= 500)
    log.error({ err: problem.cause ?? problem, code: problem.code, instance }, problem.message);
  return new Response(JSON.stringify(problem.toProblem(instance)), {
    status: problem.status,
    headers: { ...problem.options.headers, 'content-type': 'application/problem+json', 'cache-control': 'no-store' },
  });
}
