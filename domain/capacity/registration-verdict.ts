import type { LimitRecord, LimitScope } from './limits.ts';

/** 'unknown' is a verdict of its own: without a limit nothing can be said, and nothing is called fine. */
export type RegistrationVerdict = 'within' | 'warning' | 'exceeded' | 'unknown';

/** One limit against what it counts. `headroom` is what is left, negative when exceeded, null when unknown. */
export type ScopeVerdict = {
  scope: LimitScope;
  used: number;
  limit: number | null;
  headroom: number | null;
  verdict: RegistrationVerdict;
  source: string;
  date: string | null;
  confidence: LimitRecord['confidence'];
};

/** Warn from this share of the limit on: past the limit disks disappear from the cluster. */
export const WARNING_PERCENT = 80;

/** Exactly the limit still fits, with a warning. */
export function registrationVerdict(used: number, limit: number | null): RegistrationVerdict {
  if (limit === null) return 'unknown';
  if (used > limit) return 'exceeded';
  return BigInt(used) * 100n >= BigInt(limit) * BigInt(WARNING_PERCENT) ? 'warning' : 'within';
}

export function scopeVerdict(record: LimitRecord, used: number): ScopeVerdict {
  const { scope, value: limit, source, date, confidence } = record;
  const headroom = limit === null ? null : limit - used;
  return { scope, used, limit, headroom, verdict: registrationVerdict(used, limit), source, date, confidence };
}

/** The limit that is nearest to being crossed, by its used share; null where no limit is known. */
export function tightest(scopes: readonly ScopeVerdict[]): ScopeVerdict | null {
  const known = scopes.filter((scope) => scope.limit !== null);
  return known.reduce<ScopeVerdict | null>((worst, scope) => (worst && !isTighter(scope, worst) ? worst : scope), null);
}

function isTighter(a: ScopeVerdict, b: ScopeVerdict): boolean {
  return BigInt(a.used) * BigInt(b.limit ?? 0) > BigInt(b.used) * BigInt(a.limit ?? 0);
}
