import type { FieldErrors, FieldValues, Resolver } from 'react-hook-form';
import type { core } from 'zod';

type Parsed<Output> =
  | { success: true; data: Output }
  | { success: false; error: { issues: readonly core.$ZodIssue[] } };
type Schema<Output> = { safeParse: (value: unknown) => Parsed<Output> };

/** Checks a form with a contract's own schema; the first issue of each field is its error. */
export function zodResolver<Values extends FieldValues, Output>(
  schema: Schema<Output>,
): Resolver<Values, unknown, Output> {
  return (values) => {
    const parsed = schema.safeParse(values);
    if (parsed.success) return { values: parsed.data, errors: {} };
    return { values: {}, errors: fieldErrors(parsed.error.issues) as FieldErrors<Values> };
  };
}

/** Issues as react-hook-form keeps them: nested by path. An issue of the whole form is `root`. */
export function fieldErrors(issues: readonly Pick<core.$ZodIssue, 'code' | 'path' | 'message'>[]): object {
  const errors: Record<PropertyKey, unknown> = {};
  for (const issue of issues) {
    const path = issue.path.length > 0 ? issue.path : ['root'];
    let at = errors;
    for (const step of path.slice(0, -1)) {
      at[step] ??= {};
      at = at[step] as Record<PropertyKey, unknown>;
    }
    at[path.at(-1) ?? 'root'] ??= { type: issue.code, message: issue.message };
  }
  return errors;
}
