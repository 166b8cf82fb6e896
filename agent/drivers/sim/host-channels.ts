import { Refused } from '#agent/drivers/refused.ts';
import type { SharedDiskValue } from '#contract/agent/shared-disks.ts';
import { reservationKey, reservationKeys } from '#domain/fabric/reservation-key.ts';
import type { Presented } from './fabric.ts';
import type { HostWorld, SimSharedDisk } from './host-world.ts';
import { noRoomForRegistrations } from './no-room-for-registrations.ts';
import { nexusOf, noRegistrations, type RegistrationCommand, type RegistrationState } from './registration-state.ts';

type Address = Pick<SimSharedDisk, 'uniqueId' | 'targetIqn' | 'portal'>;

/** What the host is granted of the LUN, which must be read-write at this address; refused `access_denied` otherwise. */
export const grantedTo = (world: HostWorld, { uniqueId, targetIqn, portal }: Address): Presented => {
  const granted = world.grantOf(uniqueId);
  if (granted?.access === 'read-write' && granted.targetIqn === targetIqn && granted.portal === portal) return granted;
  const why = granted ? `only ${granted.access} at ${granted.targetIqn}` : 'nothing';
  throw new Refused(
    'access_denied',
    `${world.initiator} asked for ${uniqueId} at ${targetIqn} and is granted ${why}.`,
    'Add the LUN to a masking set of this host with read-write access.',
    { uniqueId, initiator: world.initiator },
  );
};

export const ownKeys = ({ initiator, options: { channels } }: HostWorld): string[] =>
  reservationKeys({ initiators: [initiator], channels });

/** What the LUN's target holds; of a LUN that is masked to the host no more it sees nothing. */
export const stateOf = ({ fabric, initiator }: HostWorld, uniqueId: string): RegistrationState => {
  const located = fabric.locate(initiator, uniqueId);
  return located ? fabric.registrations.now(located.array, uniqueId) : noRegistrations();
};

/** Sends commands to the LUN's target, where it is reached. */
export const tell = ({ fabric, initiator }: HostWorld, uniqueId: string, ...commands: RegistrationCommand[]) => {
  const located = fabric.locate(initiator, uniqueId);
  if (located && commands.length > 0) fabric.registrations.append(located.array, uniqueId, ...commands);
};

/** The host's sessions on the LUN, dead ones too, that are registered: nexus -> key. */
export const ownRegistrations = (world: HostWorld, uniqueId: string) =>
  [...stateOf(world, uniqueId).registrants].filter(([nexus]) => nexus.startsWith(`${world.initiator}#`));

/** Registers the own key of one channel over its session. Refused when the target has no room for it. */
export const registerChannel = (world: HostWorld, presented: Presented, channel: number) => {
  const { fabric, initiator } = world;
  const located = fabric.locate(initiator, presented.uniqueId);
  if (!located) return;
  const nexus = nexusOf(initiator, channel, presented.grant);
  const key = reservationKey(initiator, channel);
  const exceeded = fabric.registrations.register(located.array, presented.uniqueId, nexus, key);
  if (exceeded) throw noRoomForRegistrations(presented.name, exceeded);
};

export const sharedDiskValue = (world: HostWorld, disk: SimSharedDisk): SharedDiskValue => {
  const { fabric, initiator } = world;
  const presented = world.grantOf(disk.uniqueId);
  const state = stateOf(world, disk.uniqueId);
  const isLoggedIn = fabric.hasSession(initiator, disk.uniqueId);
  const registrants: { [key: string]: number } = {};
  for (const key of state.registrants.values()) registrants[key] = (registrants[key] ?? 0) + 1;
  return {
    uniqueId: disk.uniqueId,
    online: disk.online && isLoggedIn,
    sizeBytes: presented?.sizeBytes ?? null,
    channels: ownKeys(world).map((key, channel) => ({
      channel,
      key,
      connected: isLoggedIn && !disk.downChannels.includes(channel),
      registered: state.registrants.get(nexusOf(initiator, channel, presented?.grant ?? -1)) === key,
    })),
    registrants,
    holder: state.holder && { key: state.holder.key, type: state.holder.type },
  };
};

/** Attached with nothing missing. */
export const isWhole = ({ online, channels }: SharedDiskValue) => online && channels.every((one) => one.registered);
