import type { ArrayFact } from '#domain/fabric/facts.ts';
import { counted, nameList } from '#domain/fabric/name-list.ts';
import type { Expectation, LockKey, PlanRow, Proof } from '#domain/plans/plan.ts';
import type { RowPlace } from './planned.ts';

/** An operation names at most so many keys. */
export const KEYS_AT_ONCE = 256;

/** Keys on a LUN of an array. `of` says whose they are: 'HV-1'. */
export type KeysOnLun = {
  array: ArrayFact;
  lun: { uniqueId: string; name: string };
  keys: string[];
  of: string;
  locks: LockKey[];
};

/** Room for the keys, before their host registers them: here the array's own limit is enforced. */
export function admitRow(place: RowPlace, at: KeysOnLun): PlanRow {
  const room = `room for ${counted(at.keys.length, 'registration')} of ${at.of}`;
  return {
    ...place,
    ...common(at),
    title: `Make ${room} on LUN ${at.lun.name}`,
    operation: 'registrations.admit',
    params: paramsOf(at),
    before: `no ${room}`,
    after: room,
    undo: {
      kind: 'operation',
      title: `Give the ${room} on LUN ${at.lun.name} back`,
      operation: 'registrations.dismiss',
      params: paramsOf(at),
      proof: areGone(at),
    },
    proof: areAdmitted(at),
  };
}

/** Refused while one of them is registered. */
export function dismissRow(place: RowPlace, at: KeysOnLun): PlanRow {
  const room = `room for ${counted(at.keys.length, 'registration')} of ${at.of}`;
  return {
    ...place,
    ...common(at),
    title: `Give the ${room} on LUN ${at.lun.name} back`,
    operation: 'registrations.dismiss',
    params: paramsOf(at),
    before: room,
    after: `no ${room}`,
    undo: {
      kind: 'operation',
      title: `Make ${room} on LUN ${at.lun.name} again`,
      operation: 'registrations.admit',
      params: paramsOf(at),
      proof: areAdmitted(at),
    },
    proof: areGone(at),
  };
}

/** Changes nothing: the array itself is asked whether it holds what the hosts say they have registered. */
export function confirmRow(place: RowPlace, at: KeysOnLun, reservationType: number): PlanRow {
  return {
    ...place,
    ...common(at),
    title: `Confirm ${counted(at.keys.length, 'registration')} on LUN ${at.lun.name}`,
    operation: 'registrations.confirm',
    params: paramsOf(at),
    before: null,
    after: `${at.array.name} holds each of them once`,
    undo: { kind: 'none' },
    proof: {
      title: `${at.array.name} holds each registration once, and the reservation`,
      ...readLun(at),
      expect: [
        ...at.keys.map((key) => ({ path: pathOf(key, 'registered'), is: 1 })),
        { path: ['registrations', 'holder', 'type'], is: reservationType },
      ],
    },
  };
}

/** By the array itself, where no living host could do it. `living` are the keys that must be as they are afterwards. */
export function preemptByArrayRow(
  place: RowPlace,
  at: KeysOnLun,
  living: readonly { key: string; count: number }[],
  why: string,
): PlanRow {
  return {
    ...place,
    ...common(at),
    title: `Take ${counted(at.keys.length, 'stale registration')} off LUN ${at.lun.name}`,
    operation: 'registrations.preempt',
    params: paramsOf(at),
    before: nameList(at.keys, 8),
    after: 'gone, and the room that was kept for them',
    undo: { kind: 'irreversible', why },
    proof: {
      title: `${at.array.name} no longer holds the stale registrations, and still holds the others`,
      ...readLun(at),
      expect: [
        ...areGone(at).expect,
        ...living.map(({ key, count }) => ({ path: pathOf(key, 'registered'), is: count })),
      ],
    },
  };
}

/** Registers made-up keys on a scratch LUN until the array refuses, and clears them. What it found is in its outputs. */
export function probeRegistrationsRow(place: RowPlace, at: Pick<KeysOnLun, 'array' | 'lun'>, ceiling: number): PlanRow {
  return {
    ...place,
    ...common({ ...at, locks: [] }),
    title: `Register up to ${ceiling} keys on LUN ${at.lun.name} until ${at.array.name} refuses`,
    operation: 'registrations.probe',
    params: { uniqueId: at.lun.uniqueId, ceiling },
    before: null,
    after: 'the limit is known, and every key is cleared again',
    undo: { kind: 'none' },
    proof: {
      title: `Nobody has LUN ${at.lun.name} reserved`,
      ...readLun(at),
      expect: [{ found: true }, { path: ['registrations', 'holder', 'key'], absent: true }],
    },
    deadlineMs: PROBE_DEADLINE_MS,
  };
}

/** Each key is a session of its own that is opened, used and closed. */
const PROBE_DEADLINE_MS = 900_000;

function common({ array, locks }: Pick<KeysOnLun, 'array' | 'locks'>) {
  return { agentId: array.agentId, system: array.system, locks, deadlineMs: 120_000 };
}

function paramsOf({ lun, keys }: KeysOnLun) {
  return { uniqueId: lun.uniqueId, keys };
}

function readLun({ lun }: Pick<KeysOnLun, 'lun'>) {
  return { read: 'lun', params: { uniqueId: lun.uniqueId } };
}

function pathOf(key: string, field: 'registered' | 'admitted'): string[] {
  return ['registrations', 'registrants', key, field];
}

function areAdmitted(at: KeysOnLun): Proof {
  const expect = at.keys.map((key): Expectation => ({ path: pathOf(key, 'admitted'), is: true }));
  return { title: `${at.array.name} keeps room for them`, ...readLun(at), expect };
}

function areGone(at: KeysOnLun): Proof {
  const expect = at.keys.map((key): Expectation => ({ path: ['registrations', 'registrants', key], absent: true }));
  return { title: `${at.array.name} keeps no room for them`, ...readLun(at), expect: [{ found: true }, ...expect] };
}
