import type { SharedDiskActs } from '#agent/drivers/host-driver.ts';
import type { OperationParams } from '#contract/agent/operation.ts';
import type { SharedDiskValue } from '#contract/agent/shared-disks.ts';
import { type Attached, type AttachedDisks, openAttachedDisks } from './attached-disks.ts';
import type { Place } from './shared-disk-file.ts';
import { preemptOnDisk, releaseDisk, reserveDisk } from './shared-disk-reservation.ts';
import { attachFailure, inUse, notAttached, otherPlace, unreachable } from './shared-disk-words.ts';

export type SharedDisks = { acts: SharedDiskActs; all(): Promise<SharedDiskValue[]>; close(): void };

export type SharedDisksOptions = {
  name: string;
  initiator: string;
  channels: number;
  stateDir: string;
  /** Names of the VMs whose disk this LUN is. */
  usersOf(uniqueId: string): Promise<string[]>;
  /** Something changed: an act ended, or a channel connected or was lost. */
  onChange(): void;
};

type Disks = AttachedDisks & Pick<SharedDisksOptions, 'name' | 'usersOf'>;

const isSamePlace = (a: Place, b: Place) =>
  a.targetIqn === b.targetIqn && a.portal === b.portal && a.lunNumber === b.lunNumber;

async function attach(disks: Disks, params: Place): Promise<SharedDiskValue> {
  const known = disks.find(params.uniqueId);
  if (known && !isSamePlace(known.place, params)) throw otherPlace(disks.name, known.place);
  const one = known ?? disks.add(params);
  try {
    await one.disk.connect();
  } catch (error) {
    if (!known) {
      await one.disk.takeBack();
      disks.forget(params.uniqueId);
    }
    throw attachFailure(params.uniqueId, error);
  }
  return one.disk.read();
}

async function detach(disks: Disks, { uniqueId }: OperationParams<'shared-disk.detach'>): Promise<void> {
  const one = disks.find(uniqueId);
  if (!one) return;
  const users = await disks.usersOf(uniqueId);
  if (users.length > 0) throw inUse(uniqueId, users);
  await one.disk.leave().catch((error) => {
    one.disk.begin();
    throw unreachable(uniqueId, error);
  });
  disks.forget(uniqueId);
}

const found = (disks: Disks, uniqueId: string): Attached => {
  const one = disks.find(uniqueId);
  if (one) return one;
  throw notAttached(disks.name, uniqueId);
};

async function release(disks: Disks, { uniqueId }: OperationParams<'shared-disk.release'>): Promise<void> {
  const one = disks.find(uniqueId);
  if (one) await releaseDisk(one);
}

async function preempt(disks: Disks, { uniqueId, keys }: OperationParams<'shared-disk.preempt'>) {
  return { preempted: await preemptOnDisk(found(disks, uniqueId), keys) };
}

/** The LUNs that this host shares with others: logged in to over every channel, each under a key of its own. */
export async function openSharedDisks(options: SharedDisksOptions): Promise<SharedDisks> {
  const { name, usersOf, onChange } = options;
  const disks: Disks = { ...(await openAttachedDisks(options)), name, usersOf };
  const changing = <T>(act: Promise<T>) => act.finally(onChange);
  return {
    acts: {
      attach: (params) => changing(attach(disks, params)),
      detach: (params) => changing(detach(disks, params)),
      reserve: async (params) => changing(reserveDisk(found(disks, params.uniqueId), params.type)),
      release: (params) => changing(release(disks, params)),
      preempt: (params) => changing(preempt(disks, params)),
      read: async (uniqueId) => disks.find(uniqueId)?.disk.read() ?? null,
    },
    all: () => Promise.all(disks.all().map(({ disk }) => disk.read())),
    close() {
      for (const { disk } of disks.all()) disk.drop();
    },
  };
}
