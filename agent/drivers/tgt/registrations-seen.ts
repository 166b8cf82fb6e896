import type { Registrants } from '#agent/iscsi/registrants.ts';
import type { RegistrationsValue } from '#contract/agent/registrations.ts';
import type { TgtContext } from './context.ts';
import { type Admission, admissionOf, isWatched, type LunRecord } from './state.ts';

/** What was read, beside what was let in. */
export function registrationsValue(seen: Registrants, { keys, lostAt }: Admission): RegistrationsValue {
  const admitted = new Set(keys);
  const registrants: RegistrationsValue['registrants'] = {};
  for (const key of [...new Set([...seen.keys, ...keys])].sort()) {
    const registered = seen.keys.filter((one) => one === key).length;
    registrants[key] = { registered, admitted: admitted.has(key) };
  }
  return { registrants, generation: seen.generation, holder: seen.holder, lostAt };
}

/** How much of the limit a LUN takes: its registrants, and who was let in and has not registered yet. */
export function usedRegistrations(seen: Registrants, { keys }: Admission): number {
  const registered = new Set(seen.keys);
  return seen.keys.length + keys.filter((key) => !registered.has(key)).length;
}

/** Ends what was lost when the last of them is back. */
async function withoutLoss(context: TgtContext, uniqueId: string, seen: Registrants): Promise<Admission> {
  const admission = admissionOf(context.state, uniqueId);
  const areBack = admission.keys.every((key) => seen.keys.includes(key));
  if (admission.lostAt === null || !areBack) return admission;
  const found = { keys: admission.keys, lostAt: null };
  await context.commit({ record: 'admission', uniqueId, admission: found });
  return found;
}

/**
 * The registrations of a LUN as the array holds them now: one round over the agent's own session. null = it is not
 * watched, or cannot be looked at just now.
 */
export async function seenRegistrations(context: TgtContext, lun: LunRecord): Promise<RegistrationsValue | null> {
  if (!isWatched(context.state, lun)) return null;
  const seen = await context.own
    .of(lun.uniqueId)
    .look()
    .catch(() => null);
  return seen && registrationsValue(seen, await withoutLoss(context, lun.uniqueId, seen));
}

/** Of every watched LUN; a text that differs when any of them changed. */
export async function registrationsText(context: TgtContext): Promise<string> {
  const watched = [...context.state.luns.values()].filter(
    (lun) => lun.phase === 'ready' && isWatched(context.state, lun),
  );
  return JSON.stringify(await Promise.all(watched.map((lun) => seenRegistrations(context, lun))));
}
