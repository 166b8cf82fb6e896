import type { Check, Remedy } from './plan.ts';

/** Builders of checks. Codes are documented in docs/errors.md; `reason` names what was found in this fabric. */
export function pass(code: string, title: string, reason: string): Check {
  return { code, state: 'passed', title, reason, remedy: null };
}

export function warn(code: string, title: string, reason: string, remedy: Remedy | string): Check {
  return { code, state: 'warning', title, reason, remedy: asRemedy(remedy) };
}

export function refuse(code: string, title: string, reason: string, remedy: Remedy | string): Check {
  return { code, state: 'refused', title, reason, remedy: asRemedy(remedy) };
}

export function isRefused(checks: readonly Check[]): boolean {
  return checks.some((check) => check.state === 'refused');
}

function asRemedy(remedy: Remedy | string): Remedy {
  return typeof remedy === 'string' ? { sentence: remedy } : remedy;
}
