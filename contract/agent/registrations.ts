import { z } from 'zod';
import { UniqueId } from './unique-id.ts';

/** A 64-bit reservation key as 16 lower-case hex digits; those of Heddle's hosts are made by domain/fabric/reservation-key. */
export const ReservationKey = z.string().regex(/^[0-9a-f]{16}$/, 'a reservation key is 16 lower-case hex digits');
/** SPC-4 5.13: 5 = write exclusive, registrants only. */
export const ReservationType = z.number().int().min(1).max(8);
const Keys = z.array(ReservationKey).min(1).max(256);

/**
 * Registrations seen from the array. Registrations themselves are made by hosts, over their own sessions: an array counts
 * them and lets them in (`admit`), tells what it holds, and takes away what nobody else can.
 */
export const registrationOperations = {
  /**
   * Makes room for these keys before their hosts register them: what is registered or admitted already is counted first.
   * Already admitted = done. Refused `insufficient_registration_resources` when they would exceed the array's limit
   * (details { sense: '05/55/04', limit, scope, used, wanted }), `not_found`.
   */
  'registrations.admit': z.object({ uniqueId: UniqueId, keys: Keys }),
  /** Gives the room back. Not admitted = done; refused `in_use` while one of the keys is registered. */
  'registrations.dismiss': z.object({ uniqueId: UniqueId, keys: Keys }),
  /** Changes nothing. Done when every key is registered exactly once; else failed `registrations_missing`, naming them. */
  'registrations.confirm': z.object({ uniqueId: UniqueId, keys: Keys }),
  /**
   * Takes exactly these registrations away (PREEMPT over a session of the array agent's own initiator), with the room
   * made for them. A reservation that one of them held ends. Not registered = done. Outputs { preempted: keys }.
   */
  'registrations.preempt': z.object({ uniqueId: UniqueId, keys: Keys }),
  /**
   * Registers made-up keys on a scratch LUN that nobody else is registered on until the array refuses or `ceiling` is
   * reached, then clears them. Refused `not_marked` on an array that is not marked for it, `in_use` when somebody is
   * registered. Outputs { registered: number, refusedWith: '05/55/04' | other sense | null }.
   */
  'registrations.probe': z.object({ uniqueId: UniqueId, ceiling: z.number().int().min(1).max(4096) }),
} as const;

export const ReservationHolder = z.object({ key: z.string(), type: z.number().int() });
export type ReservationHolder = z.infer<typeof ReservationHolder>;

/** What a LUN holds, by key. `registered` counts registrants: more than one with the same key is a duplicate. */
export const RegistrationsValue = z.object({
  registrants: z.record(z.string(), z.object({ registered: z.number().int().min(0), admitted: z.boolean() })),
  /** PRgeneration: grows with every change of registrations, begins anew when the target forgets them. */
  generation: z.number().int(),
  /** null = nobody has it reserved. */
  holder: ReservationHolder.nullable(),
  /** Since when (RFC 3339) admitted keys are gone because the target restarted; null once they are all back. */
  lostAt: z.string().nullable(),
});
export type RegistrationsValue = z.infer<typeof RegistrationsValue>;
