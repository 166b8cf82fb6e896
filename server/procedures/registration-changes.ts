import type { Effect, Planned } from '#domain/plans/plan.ts';

/** Effects on registrations that are different afterwards. */
export function changedRegistrations(effects: readonly Effect[]): Effect[] {
  return effects.filter(({ unit, before, after }) => unit === 'registrations' && before !== after);
}

/**
 * What a plan changes of registrations, with the limits it was held against: part of what it stands on. A plan that leaves
 * them as they are does not become stale when others register.
 */
export function registrationChanges(planned: Planned) {
  if (planned.kind === 'refused') return [];
  const effects = changedRegistrations(planned.plan.effects);
  return effects.map(({ key, scope, before, after, limit }) => ({ key, scope, before, after, limit }));
}
