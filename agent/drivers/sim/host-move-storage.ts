import { setTimeout as wait } from 'node:timers/promises';
import { Failed } from '#agent/drivers/failed.ts';
import { Refused } from '#agent/drivers/refused.ts';
import type { OperationParams } from '#contract/agent/operation.ts';
import type { VmValue } from '#contract/agent/vms.ts';
import { grantedTo } from './host-channels.ts';
import { existingVm, type HostWorld, type SimVm, vmValue } from './host-world.ts';
import { timeOf } from './stage.ts';

type Move = OperationParams<'vm.move-storage'>;

const unthrottledBytesPerSecond = 2 ** 30;

/** Takes its time by bytes and throttle; until it is over, nothing has changed: a kill -9 or the deadline leaves `from`. */
export const moveStorage = async (world: HostWorld, params: Move, signal: AbortSignal): Promise<VmValue> => {
  const found = existingVm(world, params.key);
  if (isThere(found, params)) return vmValue(found);
  const { pretend } = await world.stage.enter('move', found.name, 0);
  const bytes = check(world, existingVm(world, params.key), params);
  await copied(world, found.name, bytes, params.bytesPerSecond, signal);
  const vm = existingVm(world, params.key);
  check(world, vm, params);
  return vmValue(pretend ? vm : switchOver(world, vm, params, bytes));
};

const has = (vm: SimVm, uniqueId: string) => vm.disks.some((disk) => disk.uniqueId === uniqueId);
const isThere = (vm: SimVm, { from, to }: Move) => from === to.uniqueId || (has(vm, to.uniqueId) && !has(vm, from));

/** Size of the disk to move, in bytes. */
const check = (world: HostWorld, vm: SimVm, { from, to }: Move): number => {
  const disk = vm.disks.find(({ uniqueId }) => uniqueId === from);
  if (!disk) throw new Refused('not_found', `${vm.name} has no disk on ${from}.`, 'Refresh the inventory of the host.');
  const granted = grantedTo(world, to);
  const bytes = disk.sizeBytes ?? grantedTo(world, disk).sizeBytes;
  const others = world
    .all()
    .flatMap(({ name, disks }) =>
      disks.filter(({ uniqueId }) => uniqueId === to.uniqueId).map((one) => ({ name, one })),
    );
  if (others.length > 0 && !world.sharedDisks.get(to.uniqueId))
    throw new Refused(
      'in_use',
      `${granted.name} is a disk of ${others.map(({ name }) => name).join(', ')}.`,
      undefined,
      {
        usedBy: others.map(({ name }) => name),
      },
    );
  const taken = others.reduce((sum, { one }) => sum + (one.sizeBytes ?? 0), 0);
  if (taken + bytes > granted.sizeBytes)
    throw new Refused(
      'too_small',
      `${granted.name} has ${granted.sizeBytes - taken} bytes left for VMs of this host; the disk needs ${bytes}.`,
      'Choose a larger LUN.',
      { bytes, leftBytes: granted.sizeBytes - taken },
    );
  return bytes;
};

const copied = async (world: HostWorld, name: string, bytes: number, throttle: number | null, signal: AbortSignal) => {
  const { moveFactor = 0 } = world.options.latency;
  const plainMs = (bytes / (throttle ?? unthrottledBytesPerSecond)) * 1000 * moveFactor;
  const takesMs = timeOf('move', name, plainMs, world.options.latency);
  try {
    if (takesMs > 0) await wait(takesMs, undefined, { signal });
  } catch {
    throw new Failed(
      'migration_failed',
      `The disk of ${name} was not copied before the deadline; it goes on where it was.`,
      'Allow more time, or more bytes a second.',
    );
  }
};

/** The copy has its size noted where its new LUN holds several disks. */
const switchOver = (world: HostWorld, vm: SimVm, { from, to }: Move, bytes: number): SimVm => {
  const copy = { ...to, sizeBytes: world.sharedDisks.get(to.uniqueId) ? bytes : null };
  const moved = { ...vm, disks: vm.disks.map((disk) => (disk.uniqueId === from ? copy : disk)) };
  if (vm.readyAtMs !== null) world.openSessions(moved);
  world.vms.put(vm.key, moved);
  world.closeSessions({ key: vm.key, disks: vm.disks.filter(({ uniqueId }) => uniqueId === from) });
  return moved;
};
