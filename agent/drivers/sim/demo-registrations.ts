import { reservationKeys } from '#domain/fabric/reservation-key.ts';
import type { ArrayWorld } from './array-world.ts';
import { demoHosts, domainName } from './demo-hosts.ts';
import { demoUniqueId } from './demo-luns.ts';
import { demoVolumes } from './demo-volumes.ts';
import { ownKeys, registerChannel, stateOf, tell } from './host-channels.ts';
import type { HostWorld } from './host-world.ts';
import { nexusOf } from './registration-state.ts';

/** The host that once had the room of hv-01 and was taken away without leaving its CSV. */
const goneInitiator = `iqn.1991-05.com.microsoft:hv-00.${domainName}`;
const goneKeys = reservationKeys({ initiators: [goneInitiator], channels: 4 });
/** Another maker's host, that nobody has told Heddle of. */
const foreign = { nexus: nexusOf('iqn.1998-01.com.vmware:esx-legacy', 0, 1), key: '5ca1ab1e00000001' };

const csvs = demoVolumes.filter(({ kind }) => kind === 'csv');
const shows: { [csv: string]: { stale?: true; foreign?: true; down?: { host: string; channel: number } } } = {
  'csv-a-01': { foreign: true },
  'csv-a-02': { stale: true },
  'csv-a-03': { down: { host: 'hv-03', channel: 3 } },
};

// As in demo-fill.ts, what is there is left alone.

/** Room on every CSV of this array for all channels of its cluster's hosts, and what strangers left there. */
export const fillRegistrations = ({ system, options, registrations }: ArrayWorld) => {
  for (const { name, array, for: cluster } of csvs) {
    if (array !== system || !options.registrations) continue;
    const uniqueId = demoUniqueId(name);
    const state = registrations.now(uniqueId);
    const { stale, foreign: isForeign } = shows[name] ?? {};
    const members = demoHosts.filter((host) => host.cluster === cluster).flatMap(reservationKeys);
    const keys = [...members, ...(stale ? goneKeys : [])].filter((key) => !state.admitted.has(key));
    const left = [...(stale ? leftBehind : []), ...(isForeign ? [{ do: 'register' as const, ...foreign }] : [])];
    const commands = left.filter(({ nexus }) => !state.registrants.has(nexus));
    registrations.append(uniqueId, ...(keys.length > 0 ? [{ do: 'admit' as const, keys }] : []), ...commands);
  }
};

const leftBehind = goneKeys.map((key, channel) => ({
  do: 'register' as const,
  nexus: nexusOf(goneInitiator, channel, 0),
  key,
}));

/** This host attached to every CSV of its cluster; the first host to come has each reserved. */
export const fillSharedDisks = (world: HostWorld) => {
  for (const { name } of csvs) {
    const presented = world.grantOf(demoUniqueId(name));
    if (!presented || world.sharedDisks.get(presented.uniqueId)) continue;
    const { uniqueId, targetIqn, portal, lunNumber } = presented;
    const { down } = shows[name] ?? {};
    const downChannels = down?.host === world.system ? [down.channel] : [];
    world.fabric.openSession(world.initiator, uniqueId);
    for (const channel of ownKeys(world).keys())
      if (!downChannels.includes(channel)) registerChannel(world, presented, channel);
    const nexus = nexusOf(world.initiator, 0, presented.grant);
    if (!stateOf(world, uniqueId).holder) tell(world, uniqueId, { do: 'reserve', nexus, type: 5 });
    world.sharedDisks.put(uniqueId, { uniqueId, targetIqn, portal, lunNumber, online: true, downChannels });
  }
};
