import type { Access, DiskFact, LibraryServerFact, LunFact } from '#domain/fabric/facts.ts';
import { nameList } from '#domain/fabric/name-list.ts';
import { exclusiveLock } from '#domain/plans/locks.ts';
import type { Params, PlanRow, Proof } from '#domain/plans/plan.ts';
import type { RowPlace } from './planned.ts';

/** The golden LUN as a library server sees it; `granted` is what the array grants before the plan changes anything. */
export type LibraryDisk = { server: LibraryServerFact; disk: DiskFact; lun: LunFact; granted: Access };

/** Its undo brings the disk online with what the array grants then, which is what it granted before. */
export function offlineDiskRow(place: RowPlace, at: LibraryDisk): PlanRow {
  return {
    ...place,
    ...common(at),
    title: `Take ${at.lun.name} offline on ${at.server.name}`,
    operation: 'disk.offline',
    params: { uniqueId: at.disk.uniqueId },
    before: onlineText(at, at.disk.readOnly),
    after: 'offline',
    undo: {
      kind: 'operation',
      title: `Bring ${at.lun.name} online on ${at.server.name} with its mounts`,
      operation: 'disk.online',
      params: onlineParams(at),
      proof: isOnline(at, at.granted === 'read-only'),
    },
    proof: isOffline(at),
  };
}

/** The access the array grants decides; `readOnly` is what it must come to. */
export function onlineDiskRow(place: RowPlace, at: LibraryDisk, readOnly: boolean): PlanRow {
  return {
    ...place,
    ...common(at),
    title: `Bring ${at.lun.name} online on ${at.server.name}${readOnly ? ' read-only' : ''} and restore its mounts`,
    operation: 'disk.online',
    params: onlineParams(at),
    before: 'offline',
    after: onlineText(at, readOnly),
    undo: {
      kind: 'operation',
      title: `Take ${at.lun.name} offline on ${at.server.name}`,
      operation: 'disk.offline',
      params: { uniqueId: at.disk.uniqueId },
      proof: isOffline(at),
    },
    proof: isOnline(at, readOnly),
  };
}

/** The answer of the probe is the observation: a write over the library server's own path, which must be denied. */
export function probeWriteRow(place: RowPlace, at: LibraryDisk): PlanRow {
  return {
    ...place,
    ...common(at),
    title: `Try to write to ${at.lun.name} from ${at.server.name}`,
    operation: 'disk.probe-write',
    params: { uniqueId: at.disk.uniqueId },
    before: null,
    after: 'the write is denied',
    undo: { kind: 'none' },
    proof: {
      title: `A write to ${at.lun.name} is denied`,
      read: 'outputs',
      params: {},
      expect: [{ path: ['write'], is: 'denied' }],
    },
  };
}

function common({ server, lun }: LibraryDisk) {
  return {
    agentId: server.agentId,
    system: server.system,
    locks: [exclusiveLock('lun', lun.id)],
    deadlineMs: 120_000,
  };
}

function onlineParams({ disk }: LibraryDisk): Params {
  return { uniqueId: disk.uniqueId, mounts: disk.mounts.map(({ path, driveLetter }) => ({ path, driveLetter })) };
}

function onlineText({ disk }: LibraryDisk, readOnly: boolean): string {
  const places = disk.mounts.map(({ path, driveLetter }) =>
    driveLetter === null ? path : `${path} and ${driveLetter}:`,
  );
  return `online ${readOnly ? 'read-only' : 'read-write'}, mounted at ${nameList(places)}`;
}

function isOnline(at: LibraryDisk, readOnly: boolean): Proof {
  return {
    title: `${at.lun.name} is online ${readOnly ? 'read-only' : 'read-write'} on ${at.server.name}, with its mounts`,
    read: 'disk',
    params: { uniqueId: at.disk.uniqueId },
    expect: [
      { path: ['online'], is: true },
      { path: ['readOnly'], is: readOnly },
      { path: ['mounts'], members: at.disk.mounts.map(({ path, driveLetter }) => ({ path, driveLetter })) },
    ],
  };
}

function isOffline(at: LibraryDisk): Proof {
  return {
    title: `${at.lun.name} is offline on ${at.server.name}`,
    read: 'disk',
    params: { uniqueId: at.disk.uniqueId },
    expect: [{ path: ['online'], is: false }],
  };
}
