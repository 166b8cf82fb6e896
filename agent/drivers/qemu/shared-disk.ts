import { passingKeys } from '#agent/drivers/passing-keys.ts';
import { ConnectionLost, LoginRefused } from '#agent/iscsi/errors.ts';
import { type Registrants, readRegistrants, registerAs } from '#agent/iscsi/registrants.ts';
import type { IscsiSession } from '#agent/iscsi/session.ts';
import type { SharedDiskValue } from '#contract/agent/shared-disks.ts';
import { reservationKey } from '#domain/fabric/reservation-key.ts';
import { type Channel, createChannel } from './channel.ts';
import type { Place } from './shared-disk-file.ts';

/** A LUN that this host shares with others: its channels, and what they see. */
export type SharedDisk = {
  channels: Channel[];
  isOwn(key: string): boolean;
  /**
   * One channel after another, and registers anew what others took away from a session that lives. Throws at the first
   * channel that fails.
   */
  connect(): Promise<void>;
  /** As `connect`, without waiting: those that fail try again by themselves. */
  begin(): void;
  /** Unregisters and logs out every channel. One that the array lets in no more has nothing to give back. */
  leave(): Promise<void>;
  /** What an attach that failed had connected so far; the others are tried no more. */
  takeBack(): Promise<void>;
  drop(): void;
  /** A channel that is connected and registered; null = there is none. Throws nothing. */
  registered(): Promise<{ channel: Channel; session: IscsiSession; seen: Registrants } | null>;
  read(): Promise<SharedDiskValue>;
};

export type SharedDiskOptions = {
  place: Place;
  initiator: string;
  channels: number;
  onChange(): void;
};

/** What the first channel that answers reads; null = none does. */
async function seenBy(channels: Channel[]): Promise<Registrants | null> {
  for (const channel of channels) {
    const session = channel.session();
    const seen = session && (await readRegistrants(session).catch(ignoreLost));
    if (seen) return seen;
  }
  return null;
}

function ignoreLost(error: unknown): null {
  if (error instanceof ConnectionLost) return null;
  throw error;
}

const countsOf = (keys: string[]) => {
  const counts: { [key: string]: number } = {};
  for (const key of keys.toSorted()) counts[key] = (counts[key] ?? 0) + 1;
  return counts;
};

/** Another host took these registrations away though their sessions live. */
async function registerLost(channels: Channel[]): Promise<void> {
  const seen = await seenBy(channels);
  for (const channel of channels) {
    const session = channel.session();
    if (session && seen && !seen.keys.includes(channel.key)) await registerAs(session, channel.key);
  }
}

async function diskValue(uniqueId: string, channels: Channel[]): Promise<SharedDiskValue> {
  const seen = await seenBy(channels);
  const registrants = countsOf(seen?.keys ?? []);
  const sizeBytes = channels.map((channel) => channel.sizeBytes()).find((size) => size !== null) ?? null;
  return {
    uniqueId,
    online: sizeBytes !== null && channels.some((channel) => channel.session() !== null),
    sizeBytes,
    channels: channels.map(({ number, key, session }) => {
      const connected = session() !== null;
      return { channel: number, key, connected, registered: connected && (registrants[key] ?? 0) > 0 };
    }),
    registrants,
    holder: seen?.holder ?? null,
  };
}

export function createSharedDisk({ place, initiator, channels: count, onChange }: SharedDiskOptions): SharedDisk {
  const channels = Array.from({ length: count }, (_, number) => {
    const [key, passing] = [reservationKey(initiator, number), passingKeys(initiator, number)];
    return createChannel({ place, initiatorName: initiator, number, key, passing }, onChange);
  });
  return {
    channels,
    isOwn: (key) => channels.some((channel) => channel.key === key),
    async connect() {
      for (const channel of channels) await channel.connect();
      await registerLost(channels);
    },
    begin() {
      for (const channel of channels) void channel.connect().catch(() => {});
    },
    async leave() {
      for (const channel of channels) {
        await channel.leave().catch((error) => {
          if (!(error instanceof LoginRefused)) throw error;
        });
      }
    },
    async takeBack() {
      for (const channel of channels) {
        if (channel.session()) await channel.leave().catch(() => {});
        channel.drop();
      }
    },
    drop() {
      for (const channel of channels) channel.drop();
    },
    async registered() {
      const seen = await seenBy(channels);
      for (const channel of channels) {
        const session = channel.session();
        if (session && seen?.keys.includes(channel.key)) return { channel, session, seen };
      }
      return null;
    },
    read: () => diskValue(place.uniqueId, channels),
  };
}
