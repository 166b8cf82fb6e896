import { Refused } from '#agent/drivers/refused.ts';
import { isReservationConflict } from '#agent/iscsi/errors.ts';
import { keyNumber, pastAttention, preemptKeys } from '#agent/iscsi/registrants.ts';
import { type ReservationType, release, reserve } from '#agent/iscsi/reservations.ts';
import type { ReservationHolder } from '#contract/agent/registrations.ts';
import type { Attached } from './attached-disks.ts';
import { unreachable } from './shared-disk-words.ts';

async function registrant({ place, disk }: Attached) {
  const found = await disk.registered();
  if (found) return found;
  throw unreachable(place.uniqueId, new Error('no channel of this host is connected and registered'));
}

function heldByOther({ uniqueId }: { uniqueId: string }, holder: ReservationHolder | null): Refused {
  const who = holder ? `under key ${holder.key} (type ${holder.type})` : 'meanwhile';
  const sentence = `Disk ${uniqueId} is reserved by another host ${who}.`;
  return new Refused('reservation_held', sentence, 'Let its holder release it first.', { holder });
}

/** Reserves over the first registered channel. Throws Refused `reservation_held`. */
export async function reserveDisk(attached: Attached, type: number): Promise<void> {
  const { place, disk } = attached;
  const { holder } = (await registrant(attached)).seen;
  if (holder && !disk.isOwn(holder.key)) throw heldByOther(place, holder);
  if (holder?.type === type) return;
  if (holder) await releaseDisk(attached);
  const { channel, session } = await registrant(attached);
  const act = () => reserve(session, keyNumber(channel.key), type as ReservationType);
  await pastAttention(act).catch((error) => {
    throw isReservationConflict(error) ? heldByOther(place, null) : error;
  });
}

/**
 * Only the registrant that holds a reservation can release it. One whose session is lost is this host's own dead key: a
 * living channel takes it over first.
 */
export async function releaseDisk(attached: Attached): Promise<void> {
  const { disk } = attached;
  const { channel, session, seen } = await registrant(attached);
  const { holder } = seen;
  if (!holder || !disk.isOwn(holder.key)) return;
  const holding = disk.channels.find(({ key }) => key === holder.key);
  const live = holding?.session();
  if (!live) await preemptKeys(session, channel.key, [holder.key]);
  const [by, key] = live ? [live, holder.key] : [session, channel.key];
  await pastAttention(() => release(by, keyNumber(key), holder.type as ReservationType));
}

/** Takes exactly these keys away, and the reservation of one of them over. Answers those that were registered. */
export async function preemptOnDisk(attached: Attached, keys: string[]): Promise<string[]> {
  const own = keys.filter(attached.disk.isOwn);
  if (own.length > 0) {
    const sentence = `Keys ${own.join(', ')} are this host's own.`;
    throw new Refused('own_key', sentence, 'Detach the disk instead.', { keys: own });
  }
  const { channel, session } = await registrant(attached);
  return preemptKeys(session, channel.key, keys);
}
