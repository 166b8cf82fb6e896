import { isReservationConflict, ScsiError } from './errors.ts';
import {
  preempt,
  type ReservationType,
  readKeys,
  readReservation,
  registerAndIgnore,
  reservationTypes,
} from './reservations.ts';
import { senseKeys } from './sense.ts';
import type { IscsiSession } from './session.ts';

/** What a unit holds. `keys`: one entry per registrant, so that a key may stand twice. `holder` null = not reserved. */
export type Registrants = { generation: number; keys: string[]; holder: { key: string; type: number } | null };

const mostAttentions = 16;

/** What others did to the registrations is told to a nexus once, instead of an answer (06/2a03 …): asks again. */
export async function pastAttention<T>(ask: () => Promise<T>): Promise<T> {
  for (let told = 0; ; told++) {
    try {
      return await ask();
    } catch (error) {
      const isTold = error instanceof ScsiError && error.sense?.key === senseKeys.unitAttention;
      if (!isTold || told === mostAttentions) throw error;
    }
  }
}

/** One round: READ KEYS and READ RESERVATION. Throws ScsiError or ConnectionLost. */
export async function readRegistrants(session: IscsiSession): Promise<Registrants> {
  const { generation, keys } = await pastAttention(() => readKeys(session));
  const holder = await pastAttention(() => readReservation(session));
  return { generation, keys, holder };
}

export const keyNumber = (key: string): bigint => BigInt(`0x${key}`);

/** REGISTER AND IGNORE; null takes this nexus' registration away. */
export const registerAs = (session: IscsiSession, key: string | null): Promise<void> =>
  pastAttention(() => registerAndIgnore(session, key === null ? 0n : keyNumber(key)));

/** The type a reservation is taken over with: the one it has. */
const typeOf = ({ holder }: Registrants) =>
  (holder?.type ?? reservationTypes.writeExclusiveRegistrantsOnly) as ReservationType;

/**
 * PREEMPTs those of `victims` that are registered, as the registrant `own` that this nexus is. Gone already = done.
 * Answers those that were there.
 */
export async function preemptKeys(session: IscsiSession, own: string, victims: string[]): Promise<string[]> {
  const before = await readRegistrants(session);
  const present = [...new Set(victims)].filter((key) => before.keys.includes(key));
  for (const victim of present) {
    const act = () => preempt(session, keyNumber(own), keyNumber(victim), typeOf(before));
    await pastAttention(act).catch((error) => {
      if (!isReservationConflict(error)) throw error;
    });
  }
  const left = (await readRegistrants(session)).keys.filter((key) => victims.includes(key));
  if (left.length > 0) throw new Error(`registrations stay after PREEMPT: ${left.join(', ')}`);
  return present;
}

/**
 * Takes `victims` away over a session that is no registrant: it registers under a passing key, preempts, and then goes on
 * under `leaveAs` (null = as no registrant). Passing keys that an earlier attempt left are taken away too; there are two,
 * so that one of them is free. A reservation of a victim passes to this nexus, and ends when it leaves as none.
 */
export async function preemptInPassing(
  session: IscsiSession,
  victims: string[],
  { passing, leaveAs }: { passing: readonly [string, string]; leaveAs: string | null },
): Promise<void> {
  const { keys } = await readRegistrants(session);
  const [own, other] = keys.includes(passing[0]) ? [passing[1], passing[0]] : passing;
  const takeAway = async (under: string, taken: string[]) => {
    await registerAs(session, under);
    await preemptKeys(session, under, taken);
  };
  await takeAway(own, [...victims, other]);
  // Both had been left: the dead one that is called like this nexus goes under the other name.
  if (keys.includes(own)) await takeAway(other, [own]);
  await registerAs(session, leaveAs);
}
