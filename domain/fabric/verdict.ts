import type { Check, Remedy } from '#domain/plans/plan.ts';

/** Whether something may be done now, and if not why and what would fix it. The server answers 409, a screen disables. */
export type Verdict = { allowed: true } | ({ allowed: false } & Refusal);
export type Refusal = { code: string; sentence: string; remedy: Remedy | null };

export const allowed: Verdict = { allowed: true };

export function refused(code: string, sentence: string, remedy: Remedy | string | null): Verdict {
  return { allowed: false, code, sentence, remedy: typeof remedy === 'string' ? { sentence: remedy } : remedy };
}

/** A list of checks as one verdict: the first refusal speaks for all of them. */
export function verdictOf(checks: readonly Check[]): Verdict {
  const first = checks.find((check) => check.state === 'refused');
  return first ? refused(first.code, first.reason, first.remedy) : allowed;
}
