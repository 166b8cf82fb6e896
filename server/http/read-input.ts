import type { z } from 'zod';
import type { Endpoint } from '#contract/api/endpoint.ts';
import { ProblemError, validationProblem } from '#server/errors.ts';
import { readJsonBody, refuseUnstorable } from './json-body.ts';

export type Input = { params: unknown; query: unknown; body: unknown };

/** A parameter that is given twice becomes a list, which no schema takes: it is refused, not guessed at. */
function queryOf(url: URL): Record<string, string | string[]> {
  const names = [...new Set(url.searchParams.keys())];
  return Object.fromEntries(
    names.map((name) => {
      const values = url.searchParams.getAll(name);
      return [name, values.length === 1 ? (values[0] ?? '') : values];
    }),
  );
}

/**
 * Checks address, query and body against the endpoint's schemas.
 * @throws ProblemError with EVERY issue of all three, as { path: 'body.name', message }.
 */
export async function readInput(
  endpoint: Endpoint,
  request: Request,
  pathParams: Record<string, string>,
): Promise<Input> {
  const query = queryOf(new URL(request.url));
  refuseUnstorable(pathParams, 'params');
  refuseUnstorable(query, 'query');
  const body = endpoint.method === 'GET' ? {} : ((await readJsonBody(request)) ?? {});
  const read = {
    params: endpoint.params.safeParse(pathParams),
    query: endpoint.query.safeParse(query),
    body: endpoint.body.safeParse(body),
  };
  const problems = Object.entries(read).flatMap(([where, { error }]) => (error ? [issuesOf(error, where)] : []));
  if (problems.length > 0) throw joined(problems);
  return { params: read.params.data, query: read.query.data, body: read.body.data };
}

const issuesOf = (error: z.ZodError, where: string): ProblemError => validationProblem(error, where);

function joined(problems: ProblemError[]): ProblemError {
  const errors = problems.flatMap((problem) => problem.options.errors ?? []);
  return new ProblemError('validation_failed', problems.map((problem) => problem.message).join(' '), {
    errors,
    remedy: 'Correct the fields named in errors.',
  });
}
