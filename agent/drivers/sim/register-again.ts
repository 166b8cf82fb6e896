import { grantedTo, ownKeys, registerChannel, stateOf } from './host-channels.ts';
import type { HostWorld, SimSharedDisk } from './host-world.ts';
import { nexusOf } from './registration-state.ts';

const lookEveryMs = 250;

/**
 * A living host registers again what a restarted target forgot of its sessions, as initiators do after a UNIT ATTENTION.
 * What somebody preempted on purpose it leaves alone. Where it fails (sim-fails-register, a planted fault) it tries
 * again later. The returned function ends it.
 */
export const keepRegistered = (world: HostWorld): (() => void) => {
  let isAtIt = false;
  const timer = setInterval(() => {
    if (isAtIt) return;
    isAtIt = true;
    void registerForgotten(world).finally(() => {
      isAtIt = false;
    });
  }, lookEveryMs);
  timer.unref();
  return () => clearInterval(timer);
};

const registerForgotten = async (world: HostWorld) => {
  for (const disk of world.sharedDisks.all()) {
    if (stateOf(world, disk.uniqueId).forgotten.size === 0) continue; // one look for all channels: nearly always
    for (const channel of ownKeys(world).keys())
      if (isForgotten(world, disk, channel)) await registerAgain(world, disk, channel).catch(() => undefined);
  }
};

const isForgotten = (world: HostWorld, { uniqueId, downChannels }: SimSharedDisk, channel: number) => {
  const grant = world.grantOf(uniqueId)?.grant;
  if (grant === undefined || downChannels.includes(channel)) return false;
  return stateOf(world, uniqueId).forgotten.has(nexusOf(world.initiator, channel, grant));
};

const registerAgain = async (world: HostWorld, disk: SimSharedDisk, channel: number) => {
  const { pretend } = await world.stage.enter('register', world.grantOf(disk.uniqueId)?.name ?? '', 0);
  // It may have been detached meanwhile.
  if (pretend || !world.sharedDisks.get(disk.uniqueId) || !isForgotten(world, disk, channel)) return;
  registerChannel(world, grantedTo(world, disk), channel);
};
