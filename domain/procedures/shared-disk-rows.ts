import type { HostFact } from '#domain/fabric/facts.ts';
import { counted, nameList } from '#domain/fabric/name-list.ts';
import type { Expectation, LockKey, Params, ParamValue, PlanRow, Proof } from '#domain/plans/plan.ts';
import type { RowPlace } from './planned.ts';

/** SPC-4 5.13: write exclusive, registrants only. What a cluster holds its shared volumes with. */
export const CSV_RESERVATION_TYPE = 5;

/** A LUN as one host shares it. `keys` of its channels, in their order; `address`: where it is found, which may hold refs. */
export type SharedDisk = {
  host: HostFact;
  lun: { uniqueId: string; name: string };
  address: Params;
  keys: string[];
  locks: LockKey[];
};

/** Rescans, logs in over every channel, and registers each channel's own key over its own session. */
export function attachRow(place: RowPlace, at: SharedDisk): PlanRow {
  return {
    ...place,
    ...common(at),
    title: `Attach LUN ${at.lun.name} to ${at.host.name} and register ${counted(at.keys.length, 'channel')}`,
    operation: 'shared-disk.attach',
    params: attachParams(at),
    before: 'not attached',
    after: `online, ${counted(at.keys.length, 'registration')}`,
    undo: {
      kind: 'operation',
      title: `Detach LUN ${at.lun.name} from ${at.host.name}`,
      operation: 'shared-disk.detach',
      params: uniqueIdOf(at),
      proof: isDetached(at),
    },
    proof: isAttached(at),
  };
}

/** Unregisters every channel and logs out. Refused while a VM of the host is on it. */
export function detachRow(place: RowPlace, at: SharedDisk): PlanRow {
  return {
    ...place,
    ...common(at),
    title: `Detach LUN ${at.lun.name} from ${at.host.name} and unregister ${counted(at.keys.length, 'channel')}`,
    operation: 'shared-disk.detach',
    params: uniqueIdOf(at),
    before: `online, ${counted(at.keys.length, 'registration')}`,
    after: 'not attached, nothing registered',
    undo: {
      kind: 'operation',
      title: `Attach LUN ${at.lun.name} to ${at.host.name} again`,
      operation: 'shared-disk.attach',
      params: attachParams(at),
      proof: isAttached(at),
    },
    proof: isDetached(at),
  };
}

/** By the first channel of the host: every one of its channels is registered when its attachment is proven. */
export function reserveRow(place: RowPlace, at: SharedDisk, type: number): PlanRow {
  return {
    ...place,
    ...common(at),
    title: `Reserve LUN ${at.lun.name} by ${at.host.name}, for those who are registered`,
    operation: 'shared-disk.reserve',
    params: { ...uniqueIdOf(at), type },
    before: 'not reserved',
    after: `reserved by ${at.host.name}, type ${type}`,
    undo: {
      kind: 'operation',
      title: `Release LUN ${at.lun.name}`,
      operation: 'shared-disk.release',
      params: uniqueIdOf(at),
      proof: isReleased(at),
    },
    proof: {
      ...isReserved(at, type),
      expect: [
        { path: ['holder', 'type'], is: type },
        { path: ['holder', 'key'], is: at.keys[0] ?? null },
      ],
    },
  };
}

export function releaseRow(place: RowPlace, at: SharedDisk, type: number): PlanRow {
  return {
    ...place,
    ...common(at),
    title: `Release LUN ${at.lun.name} by ${at.host.name}`,
    operation: 'shared-disk.release',
    params: uniqueIdOf(at),
    before: `reserved by ${at.host.name}, type ${type}`,
    after: 'not reserved',
    undo: {
      kind: 'operation',
      title: `Reserve LUN ${at.lun.name} by ${at.host.name} again`,
      operation: 'shared-disk.reserve',
      params: { ...uniqueIdOf(at), type },
      // Over which of its channels it held the reservation is the host's affair.
      proof: isReserved(at, type),
    },
    proof: isReleased(at),
  };
}

/**
 * A living registrant takes exactly these registrations away. `heldType`: the type of the reservation that one of them
 * holds, which comes to this host; null = none of them does.
 */
export function preemptByHostRow(
  place: RowPlace,
  at: SharedDisk,
  stale: { keys: string[]; heldType: number | null; living: ReadonlySet<string>; why: string },
): PlanRow {
  const { keys, heldType, living, why } = stale;
  const takesOver = heldType === null ? '' : '; the reservation that one of them held is taken over';
  return {
    ...place,
    ...common(at),
    title: `Take ${counted(keys.length, 'stale registration')} off LUN ${at.lun.name} by ${at.host.name}`,
    operation: 'shared-disk.preempt',
    params: { ...uniqueIdOf(at), keys },
    before: nameList(keys, 8),
    after: `gone${takesOver}`,
    undo: { kind: 'irreversible', why },
    proof: {
      title: `${at.host.name} no longer sees the stale registrations, and its own are still there`,
      ...readDisk(at),
      expect: [
        ...keys.map((key) => ({ path: ['registrants', key], absent: true as const })),
        { path: ['channels'], members: at.keys.map((key, channel) => channelOf(key, channel, living)) },
        ...(heldType === null ? [] : [{ path: ['holder', 'type'], is: heldType }]),
      ],
    },
  };
}

function channelOf(key: string, channel: number, living: ReadonlySet<string>): ParamValue {
  return living.has(key) ? { channel, key, registered: true } : { channel, key };
}

function common({ host, locks }: SharedDisk) {
  return { agentId: host.agentId, system: host.system, locks, deadlineMs: 180_000 };
}

function uniqueIdOf({ lun }: SharedDisk) {
  return { uniqueId: lun.uniqueId };
}

function attachParams(at: SharedDisk): Params {
  return { ...uniqueIdOf(at), ...at.address };
}

function readDisk(at: SharedDisk) {
  return { read: 'shared-disk', params: uniqueIdOf(at) };
}

function isAttached(at: SharedDisk): Proof {
  const whole = at.keys.map((key, channel) => ({ channel, key, connected: true, registered: true }));
  return {
    title: `LUN ${at.lun.name} is online on ${at.host.name}, connected and registered over every channel`,
    ...readDisk(at),
    expect: [
      { path: ['online'], is: true },
      { path: ['channels'], members: whole },
    ],
  };
}

function isDetached(at: SharedDisk): Proof {
  const expect: Expectation[] = [{ found: false }];
  return { title: `LUN ${at.lun.name} is not attached to ${at.host.name}`, ...readDisk(at), expect };
}

function isReserved(at: SharedDisk, type: number): Proof {
  return {
    title: `LUN ${at.lun.name} is reserved`,
    ...readDisk(at),
    expect: [{ path: ['holder', 'type'], is: type }],
  };
}

function isReleased(at: SharedDisk): Proof {
  return { title: `LUN ${at.lun.name} is not reserved`, ...readDisk(at), expect: [{ path: ['holder'], is: null }] };
}
