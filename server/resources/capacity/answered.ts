import type { Outcome } from '#domain/capacity/outcome.ts';
import { ProblemError } from '#server/errors.ts';

/** A calculator's value. @throws ProblemError `validation_failed` that names every field it could not count with. */
export function answered<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  const errors = outcome.refusals.map(({ field, sentence }) => ({ path: `body.${field}`, message: sentence }));
  const remedies = [...new Set(outcome.refusals.map(({ remedy }) => remedy))];
  throw new ProblemError('validation_failed', outcome.refusals.map(({ sentence }) => sentence).join(' '), {
    errors,
    remedy: remedies.slice(0, 3).join(' '),
  });
}
