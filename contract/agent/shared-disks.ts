import { z } from 'zod';
import { ReservationHolder, ReservationKey, ReservationType } from './registrations.ts';
import { UniqueId } from './unique-id.ts';

/** A LUN that several hosts have open at once, as one host sees it. Its keys: reservationKey(initiator, channel). */
export const sharedDiskOperations = {
  /**
   * Rescans, logs in over every channel of the host and registers each channel's own key. Preempts nothing but this
   * host's own keys of sessions that are dead. Attached already = done. Refused `access_denied` (not masked to this host),
   * `insufficient_registration_resources` (the array refused a registration, details.sense '05/55/04'; what was
   * registered before it is taken back). Outputs: SharedDiskValue.
   */
  'shared-disk.attach': z.object({
    uniqueId: UniqueId,
    targetIqn: z.string(),
    portal: z.string(),
    lunNumber: z.number().int(),
  }),
  /** Unregisters every channel and logs out; a reservation it holds ends. Not attached = done. Refused `in_use` by a VM. */
  'shared-disk.detach': z.object({ uniqueId: UniqueId }),
  /** Held by this host already = done; refused `reservation_held` (details.holder) by another, `not_attached`. */
  'shared-disk.reserve': z.object({ uniqueId: UniqueId, type: ReservationType }),
  /** Not held by this host = done. */
  'shared-disk.release': z.object({ uniqueId: UniqueId }),
  /**
   * Takes exactly these registrations away, and the reservation over when one of them held it: asked for only by a plan
   * that names each key. Not registered = done. Refused `own_key`, `not_attached`. Outputs { preempted: keys }.
   */
  'shared-disk.preempt': z.object({ uniqueId: UniqueId, keys: z.array(ReservationKey).min(1).max(256) }),
} as const;

/** Value of the read `shared-disk` and of the inventory of a host. */
export const SharedDiskValue = z.object({
  uniqueId: z.string(),
  /** The host has rescanned: it has read the size of the disk itself. */
  online: z.boolean(),
  sizeBytes: z.number().int().nullable(),
  channels: z.array(
    z.object({ channel: z.number().int(), key: z.string(), connected: z.boolean(), registered: z.boolean() }),
  ),
  /** Everybody's, as this host reads them: key -> number of registrants. */
  registrants: z.record(z.string(), z.number().int()),
  holder: ReservationHolder.nullable(),
});
export type SharedDiskValue = z.infer<typeof SharedDiskValue>;
