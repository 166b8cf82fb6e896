import type { Planned } from '#domain/plans/plan.ts';

/**
 * What a plan changes of registrations, with the limits it was held against: part of what it stands on. A plan that leaves
 * them as they are does not become stale when others register.
 */
export function registrationChanges(planned: Planned) {
  if (planned.kind === 'refused') return [];
  const effects = planned.plan.effects.filter(
    ({ unit, before, after }) => unit === 'registrations' && before !== after,
  );
  return effects.map(({ key, scope, before, after, limit }) => ({ key, scope, before, after, limit }));
}
