import { notFound } from 'next/navigation';
import { ProblemError } from '#server/errors.ts';

/** For pages: a verb's `not_found` becomes the page that says so; any other failure stays one. */
export function notFoundPage(error: unknown): never {
  if (error instanceof ProblemError && error.code === 'not_found') notFound();
  throw error;
}
