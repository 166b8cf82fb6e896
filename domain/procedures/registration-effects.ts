import { registrationVerdict } from '#domain/capacity/registration-verdict.ts';
import { isRefused, pass, refuse, warn } from '#domain/plans/check.ts';
import type { Check, Effect, Planned, PlanRow } from '#domain/plans/plan.ts';
import { refusedPlan } from './planned.ts';
import { isOf } from './registration-change.ts';
import { countRegistrations, isTighter, type RegistrationCount, type ScopeCount } from './registration-count.ts';
import type { ArrayRegistrationFact, RegistrationOverride } from './registration-facts.ts';

/**
 * The plan with what it does to the registrations of every array that it touches: an effect against the limit that binds,
 * and a check. A plan that would pass a limit is refused, unless it is overridden; what is there already refuses nothing.
 */
export function withRegistrations(
  planned: Planned,
  arrays: readonly ArrayRegistrationFact[],
  override: RegistrationOverride | null = null,
): Planned {
  if (planned.kind === 'refused') return planned;
  const { plan } = planned;
  const touched = arrays.filter((array) => touches(plan.rows, array));
  const counted = touched.map((array) => ({ array, count: countRegistrations(array, plan.rows) }));
  const found = counted.map(({ array, count }) => registrationCheck(array, count, override));
  const checks = [...plan.checks, ...found];
  if (isRefused(found)) return refusedPlan(plan.title, checks);
  const effects = counted.map(({ array, count }) => effectOf(array, count, touched.length));
  return { kind: 'plan', plan: { ...plan, checks, effects: [...plan.effects, ...effects] } };
}

function touches(rows: readonly PlanRow[], array: ArrayRegistrationFact): boolean {
  const here = new Set(array.luns.map(({ uniqueId }) => uniqueId));
  return rows.some(
    (row) => isOf(row, array) || (row.operation === 'shared-disk.preempt' && here.has(String(row.params.uniqueId))),
  );
}

function effectOf(array: ArrayRegistrationFact, { binding, basis }: RegistrationCount, arrays: number): Effect {
  const effect: Effect = {
    key: arrays === 1 ? 'registrations' : `registrations-${array.arrayId}`,
    label: { held: 'Registrations held', planned: 'Registrations planned', both: 'Registrations held or planned' }[
      basis
    ],
    unit: 'registrations',
    before: binding.before,
    after: binding.after,
    limit: binding.limit,
    scope: binding.name,
  };
  return binding.limit === null ? { ...effect, limitUnknown: true } : effect;
}

function registrationCheck(
  array: ArrayRegistrationFact,
  { scopes, binding }: RegistrationCount,
  override: RegistrationOverride | null,
): Check {
  const title = `The registrations stay within what ${array.name} holds`;
  if (binding.limit === null) return unknownLimit(title, array, binding);
  const beyond = worst(scopes.filter((one) => one.after > one.before && verdictOf(one) === 'exceeded'));
  if (beyond) return exceeded(title, array, beyond, override);
  const near = worst(scopes.filter((one) => ['warning', 'exceeded'].includes(verdictOf(one))));
  if (!near) return pass('registrations_within_limit', title, `${figures(binding)}.`);
  return warn(
    'registrations_near_limit',
    title,
    `${figures(near)}. Past the limit disks disappear from the cluster.`,
    'Retire or consolidate CSVs, or clear stale registrations, before more is added.',
  );
}

/** Without a limit nothing can be said, and nothing is called fine but a plan that adds none. */
function unknownLimit(title: string, array: ArrayRegistrationFact, { before, after }: ScopeCount): Check {
  const found = `No registration limit is known of ${array.name}`;
  if (after <= before) return pass('registrations_not_more', title, `${found}, and the plan adds none.`);
  return warn(
    'registration_limit_unknown',
    title,
    `${found}; the plan brings it from ${before} to ${after}.`,
    'Ask the vendor, enter the limit under Capacity, or probe it on a scratch LUN.',
  );
}

function exceeded(
  title: string,
  array: ArrayRegistrationFact,
  beyond: ScopeCount,
  override: RegistrationOverride | null,
): Check {
  if (override && override.arrayName === array.name) {
    return warn(
      'registration_limit_overridden',
      title,
      `${figures(beyond)}. ${override.by} goes beyond the limit on purpose.`,
      'The array may refuse nevertheless: then the plan is taken back.',
    );
  }
  const wrong = override ? ` The override names '${override.arrayName}', which is another array.` : '';
  return refuse(
    'registration_limit_exceeded',
    title,
    `${figures(beyond)}. Past the limit disks disappear from the cluster.${wrong}`,
    `Retire or consolidate CSVs, clear stale registrations, or use another array. An administrator can override it by typing '${array.name}'.`,
  );
}

function figures({ name, before, after, limit, source }: ScopeCount): string {
  const change = before === after ? `${after}` : `${after} instead of ${before}`;
  return `${change} of ${limit} registrations on ${name} (limit: ${source})`;
}

function verdictOf({ after, limit }: ScopeCount) {
  return registrationVerdict(after, limit);
}

function worst(scopes: readonly ScopeCount[]): ScopeCount | null {
  return scopes.reduce<ScopeCount | null>((most, next) => (most === null || isTighter(next, most) ? next : most), null);
}
