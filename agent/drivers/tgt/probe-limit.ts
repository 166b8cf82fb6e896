import { Refused } from '#agent/drivers/refused.ts';
import { ScsiError } from '#agent/iscsi/errors.ts';
import { keyNumber, pastAttention, registerAs } from '#agent/iscsi/registrants.ts';
import { clear } from '#agent/iscsi/reservations.ts';
import { insufficientRegistrationResources, spelledSense } from '#agent/iscsi/sense.ts';
import type { IscsiSession } from '#agent/iscsi/session.ts';
import { iqnOf, type TgtContext } from './context.ts';
import { openOwnSession } from './own-nexus.ts';
import { admissionOf, isWatched, type LunRecord } from './state.ts';

/** Keys that nobody else makes, so that those of a probe that was cut off are known again. */
const mark = '4851';
const probeKey = (number: number) => `${mark}${number.toString(16).padStart(12, '0')}`;
const isProbeKey = (key: string) => key.startsWith(mark);

/** Takes what a probe registered away: CLEAR by a registrant of its own. */
async function clearAll(session: IscsiSession): Promise<void> {
  await registerAs(session, probeKey(0));
  await pastAttention(() => clear(session, keyNumber(probeKey(0))));
}

/** What other LUNs take of a limit that is the whole array's. */
async function usedElsewhere(context: TgtContext, lun: LunRecord): Promise<number> {
  if (context.options.registrationLimit?.scope !== 'array') return 0;
  const others = [...context.state.luns.values()].filter(
    (other) => other.uniqueId !== lun.uniqueId && other.phase === 'ready' && isWatched(context.state, other),
  );
  const looks = others.map(({ uniqueId }) => context.own.of(uniqueId).look());
  return (await Promise.all(looks)).reduce((sum, { keys }) => sum + keys.length, 0);
}

async function checkScratch(context: TgtContext, lun: LunRecord): Promise<void> {
  const { keys } = await context.own.of(lun.uniqueId).look();
  const others = [...keys.filter((key) => !isProbeKey(key)), ...admissionOf(context.state, lun.uniqueId).keys];
  if (others.length === 0) return;
  const sentence = `LUN ${lun.name} holds registrations of others: the limit is probed on a scratch LUN only.`;
  throw new Refused('in_use', sentence, 'Probe on a LUN made for it.', { keys: others });
}

/**
 * Registers one made-up key after another, each over a session of its own (a registration outlives its session), until the
 * limit that the agent enforces is reached, the target refuses, or `ceiling` are registered; then clears them all.
 */
export async function probeLimit(
  context: TgtContext,
  lun: LunRecord,
  ceiling: number,
): Promise<{ registered: number; refusedWith: string | null }> {
  await checkScratch(context, lun);
  const { registrationLimit, portal } = context.options;
  const room = registrationLimit ? registrationLimit.value - (await usedElsewhere(context, lun)) : Infinity;
  const options = { portal, targetName: iqnOf(context, lun.uniqueId), initiatorName: context.ownInitiator };
  return context.own.of(lun.uniqueId).use(async (keeper) => {
    await clearAll(keeper);
    let registered = 0;
    try {
      for (; registered < ceiling; registered++) {
        if (registered >= room)
          return { registered, refusedWith: spelledSense({ code: insufficientRegistrationResources }) };
        const session = registered === 0 ? keeper : await openOwnSession(options);
        const refusedWith = await refusalOf(registerAs(session, probeKey(registered)));
        if (session !== keeper) await session.logout();
        if (refusedWith !== null) return { registered, refusedWith };
      }
      return { registered, refusedWith: null };
    } finally {
      await clearAll(keeper);
    }
  });
}

/** The sense of a command that the target refuses; null = it went through. */
async function refusalOf(act: Promise<void>): Promise<string | null> {
  try {
    await act;
    return null;
  } catch (error) {
    if (error instanceof ScsiError && error.sense) return spelledSense(error.sense);
    throw error;
  }
}
