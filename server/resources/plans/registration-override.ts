import type { PlanDto } from '#contract/api/plans.ts';
import type { Plan } from '#domain/plans/plan.ts';
import type { RegistrationOverride } from '#domain/procedures/registration-facts.ts';
import { type Actor, hasRole } from '#server/auth/actor.ts';
import { db } from '#server/db/client.ts';
import { ProblemError } from '#server/errors.ts';

/**
 * The limit that an administrator goes beyond on purpose: the array's name, typed exactly.
 * @throws ProblemError `forbidden`, `validation_failed`
 */
export async function requireOverride(actor: Actor, arrayName: string): Promise<RegistrationOverride> {
  if (!hasRole(actor, 'admin'))
    throw new ProblemError(
      'forbidden',
      'Only an admin may go beyond the registration limit of an array: past it disks disappear from the cluster.',
      { remedy: 'Ask an admin to make this plan, or make one that stays within the limit.' },
    );
  if (await db.array.findFirst({ where: { name: arrayName, missingSince: null }, select: { id: true } }))
    return { arrayName, by: actor.name };
  const message = `No array is called exactly '${arrayName}'.`;
  throw new ProblemError('validation_failed', `The override names no array: ${message}`, {
    errors: [{ path: 'body.override.registrationLimit', message }],
    remedy: "Type the array's name as it is shown, capitals and spaces included.",
  });
}

/** What the plan really goes beyond: an override that was not needed does not stand for later. */
export function overridesUsed({ checks }: Plan, override: RegistrationOverride | null): PlanDto['overrides'] {
  const isUsed = checks.some(({ code }) => code === 'registration_limit_overridden');
  return override && isUsed ? { registrationLimit: override.arrayName } : {};
}
