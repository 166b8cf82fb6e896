import { Refused } from '#agent/drivers/refused.ts';
import { preemptInPassing, readRegistrants, registerAs } from '#agent/iscsi/registrants.ts';
import { drainUnitAttention, readCapacity16, unitDesignators, unitSerial } from '#agent/iscsi/scsi.ts';
import { type IscsiSession, openSession } from '#agent/iscsi/session.ts';
import type { Place } from './shared-disk-file.ts';

export type ChannelOptions = {
  place: Place;
  initiatorName: string;
  number: number;
  key: string;
  /** For taking its own dead registration away. */
  passing: readonly [string, string];
};

const deadlines = { loginDeadlineMs: 5_000, commandDeadlineMs: 10_000 };
const isidBase = 0x48_44_00_00_00;

/** Throws Refused `wrong_disk` when something else answers there than the LUN that is meant. */
async function checkIdentity(session: IscsiSession, uniqueId: string): Promise<void> {
  const told = [await unitSerial(session), ...(await unitDesignators(session)).map(({ text }) => text)];
  if (told.some((text) => text.toLowerCase().includes(uniqueId))) return;
  const sentence = `Another disk than ${uniqueId} answers there: ${told.join(', ')}.`;
  throw new Refused('wrong_disk', sentence, 'Refresh the inventory of the array.', { uniqueId });
}

/** A registration of an earlier session of this very channel is dead: it is the only one that is ever taken away here. */
async function registerOwn(session: IscsiSession, { key, passing }: ChannelOptions): Promise<void> {
  const { keys } = await readRegistrants(session);
  const isLeft = [key, ...passing].some((one) => keys.includes(one));
  if (isLeft) await preemptInPassing(session, [key], { passing, leaveAs: key });
  else await registerAs(session, key);
}

/** Logs in, reads the size of the disk (in bytes) and registers the channel's key. No session stays when it throws. */
export async function logInChannel(options: ChannelOptions): Promise<{ session: IscsiSession; sizeBytes: number }> {
  const { place, initiatorName, number } = options;
  const where = { portal: place.portal, targetName: place.targetIqn, lun: place.lunNumber };
  const session = await openSession({ ...where, initiatorName, isid: isidBase + number, ...deadlines });
  try {
    await drainUnitAttention(session);
    await checkIdentity(session, place.uniqueId);
    const { blocks, blockBytes } = await readCapacity16(session);
    await registerOwn(session, options);
    return { session, sizeBytes: Number(blocks) * blockBytes };
  } catch (error) {
    session.destroy();
    throw error;
  }
}
