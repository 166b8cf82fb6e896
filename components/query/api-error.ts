import type { Problem } from '#contract/problem.ts';

/** A refused request, as the server worded it; `problem.code` is 'network' when no answer came at all. */
export class ApiError extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.detail);
    this.name = 'ApiError';
    this.problem = problem;
  }
}

/** Whatever a query or mutation failed with, as a problem that can be shown. */
export function problemOf(error: unknown): Problem {
  if (error instanceof ApiError) return error.problem;
  return {
    type: 'about:blank',
    title: 'No answer from Heddle',
    status: 0,
    code: 'network',
    detail: 'The server could not be reached, or its answer could not be read.',
    remedy: 'Check that Heddle is running and that you are online; nothing you entered is lost.',
  };
}
