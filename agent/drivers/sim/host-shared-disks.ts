import type { SharedDiskActs } from '#agent/drivers/host-driver.ts';
import { Refused } from '#agent/drivers/refused.ts';
import type { OperationParams } from '#contract/agent/operation.ts';
import type { SharedDiskValue } from '#contract/agent/shared-disks.ts';
import {
  grantedTo,
  isWhole,
  ownKeys,
  ownRegistrations,
  registerChannel,
  sharedDiskValue,
  stateOf,
  tell,
} from './host-channels.ts';
import type { HostWorld, SimSharedDisk } from './host-world.ts';
import type { SimAct } from './stage.ts';

/** The stage first (by the name of the LUN), then check and change in one go; attaching takes a stage for each channel. */
export const sharedDiskActs = (world: HostWorld): SharedDiskActs => ({
  attach: (params) => attach(world, params),
  detach: async ({ uniqueId }) => {
    if (!world.sharedDisks.get(uniqueId) && ownRegistrations(world, uniqueId).length === 0) return;
    const pretend = await enter(world, 'detach', uniqueId);
    refuseInUse(world, uniqueId);
    if (!pretend) leave(world, uniqueId);
  },
  reserve: async ({ uniqueId, type }) => {
    const pretend = await enter(world, 'reserve', uniqueId);
    const [nexus = ''] = registeredOn(world, uniqueId);
    const { holder } = stateOf(world, uniqueId);
    if (!holder && !pretend) tell(world, uniqueId, { do: 'reserve', nexus, type });
    // Another host may have been faster: what the target holds now decides.
    const now = pretend ? null : stateOf(world, uniqueId).holder;
    if (now && (now.type !== type || !ownKeys(world).includes(now.key)))
      throw new Refused(
        'reservation_held',
        `${nameOf(world, uniqueId)} is reserved by ${now.key} with type ${now.type}.`,
        'Release it on the host that holds it first.',
        { holder: { key: now.key, type: now.type } },
      );
  },
  release: async ({ uniqueId }) => {
    const isOwn = () => ownKeys(world).includes(stateOf(world, uniqueId).holder?.key ?? '');
    if (!isOwn()) return;
    const pretend = await enter(world, 'release', uniqueId);
    const { holder } = stateOf(world, uniqueId);
    if (!pretend && holder && isOwn()) tell(world, uniqueId, { do: 'release', nexus: holder.nexus });
  },
  preempt: async ({ uniqueId, keys }) => {
    const pretend = await enter(world, 'preempt', uniqueId);
    const [by = ''] = registeredOn(world, uniqueId);
    const own = keys.filter((key) => ownKeys(world).includes(key));
    if (own.length > 0)
      throw new Refused('own_key', `${own.join(', ')} ${own.length === 1 ? 'is a key' : 'are keys'} of this host.`);
    const there = new Set(stateOf(world, uniqueId).registrants.values());
    const preempted = [...new Set(keys)].filter((key) => there.has(key));
    if (!pretend && preempted.length > 0) tell(world, uniqueId, { do: 'preempt', by, keys: preempted });
    return { preempted };
  },
  read: async (uniqueId) => {
    const disk = world.sharedDisks.get(uniqueId);
    return disk ? sharedDiskValue(world, disk) : null;
  },
});

const nameOf = (world: HostWorld, uniqueId: string) => world.grantOf(uniqueId)?.name ?? uniqueId;

/** Whether to pretend. */
const enter = async (world: HostWorld, act: SimAct, uniqueId: string): Promise<boolean> =>
  (await world.stage.enter(act, nameOf(world, uniqueId), world.options.latency.registrationMs)).pretend;

/** Own sessions on the LUN that are alive and registered, by channel; refused `not_attached` when there is none. */
const registeredOn = (world: HostWorld, uniqueId: string): string[] => {
  const grant = world.grantOf(uniqueId)?.grant;
  const alive = ownRegistrations(world, uniqueId).filter(([nexus]) => nexus.endsWith(`#${grant}`));
  if (world.sharedDisks.get(uniqueId) && alive.length > 0) return alive.map(([nexus]) => nexus).sort();
  throw new Refused('not_attached', `${world.system} has not attached ${nameOf(world, uniqueId)}.`, 'Attach it first.');
};

const attach = async (world: HostWorld, params: OperationParams<'shared-disk.attach'>): Promise<SharedDiskValue> => {
  const { uniqueId } = params;
  const { pretend } = await world.stage.enter('attach', nameOf(world, uniqueId), 0);
  grantedTo(world, params);
  const before = world.sharedDisks.get(uniqueId);
  const fresh: SimSharedDisk = { ...params, online: before?.online ?? false, downChannels: [] };
  if (pretend || (before && isWhole(sharedDiskValue(world, before)))) return sharedDiskValue(world, before ?? fresh);
  const registered = new Set(ownRegistrations(world, uniqueId).map(([nexus]) => nexus));
  world.sharedDisks.put(uniqueId, fresh); // first, so that whoever detaches after a kill -9 finds it
  world.fabric.openSession(world.initiator, uniqueId);
  try {
    await registerAll(world, params);
  } catch (error) {
    if (before?.online) takeBack(world, before, registered);
    else leave(world, uniqueId);
    throw error;
  }
  const disk = { ...fresh, online: true };
  world.sharedDisks.put(uniqueId, disk);
  return sharedDiskValue(world, disk);
};

const registerAll = async (world: HostWorld, params: OperationParams<'shared-disk.attach'>) => {
  const eachMs = (world.options.latency.registrationMs ?? 0) / world.options.channels;
  for (const channel of ownKeys(world).keys()) {
    const { pretend } = await world.stage.enter('register', nameOf(world, params.uniqueId), eachMs);
    const presented = grantedTo(world, params);
    if (!pretend) registerChannel(world, presented, channel);
  }
};

/** An attempt at a disk that was attached already leaves it as it was. */
const takeBack = (world: HostWorld, before: SimSharedDisk, registered: ReadonlySet<string>) => {
  const fresh = ownRegistrations(world, before.uniqueId).filter(([nexus]) => !registered.has(nexus));
  tell(world, before.uniqueId, ...fresh.map(([nexus]) => ({ do: 'unregister' as const, nexus })));
  world.sharedDisks.put(before.uniqueId, before);
};

/** Unregisters every channel and logs out. On a LUN that was taken from the host nobody hears it: its keys stay, stale. */
const leave = (world: HostWorld, uniqueId: string) => {
  const own = ownRegistrations(world, uniqueId);
  tell(world, uniqueId, ...own.map(([nexus]) => ({ do: 'unregister' as const, nexus })));
  world.fabric.closeSession(world.initiator, uniqueId);
  world.sharedDisks.remove(uniqueId);
};

const refuseInUse = (world: HostWorld, uniqueId: string) => {
  const users = world.all().filter(({ disks }) => disks.some((disk) => disk.uniqueId === uniqueId));
  if (users.length === 0) return;
  const usedBy = users.map(({ name }) => name);
  throw new Refused(
    'in_use',
    `${nameOf(world, uniqueId)} holds disks of ${usedBy.join(', ')}.`,
    'Move their storage or delete them first.',
    { usedBy },
  );
};
