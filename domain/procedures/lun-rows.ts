import { formatBytes } from '#domain/fabric/bytes.ts';
import type { ArrayFact, LunFact, PoolFact } from '#domain/fabric/facts.ts';
import { exclusiveLock, sharedLock } from '#domain/plans/locks.ts';
import type { PlanRow, Proof } from '#domain/plans/plan.ts';
import type { RowPlace } from './planned.ts';

/** A LUN that a plan makes: its id and name are chosen while planning. */
export type NewLun = { uniqueId: string; name: string };

type OnArray = { agentId: string; system: string };
const on = (array: ArrayFact): OnArray => ({ agentId: array.agentId, system: array.system });

/** SAN copy. While it is made nobody may change the access of the source, hence the shared lock on it. */
export function cloneLunRow(place: RowPlace, array: ArrayFact, source: LunFact, lun: NewLun): PlanRow {
  const { uniqueId, name } = lun;
  return {
    ...place,
    ...on(array),
    title: `Clone ${source.name} as LUN ${name}`,
    operation: 'lun.clone',
    params: { sourceUniqueId: source.uniqueId, uniqueId, name },
    before: null,
    after: `LUN ${name}, ${formatBytes(source.sizeBytes)}, a thin clone of ${source.name}`,
    undo: {
      kind: 'operation',
      title: `Delete LUN ${name}`,
      operation: 'lun.delete',
      params: { uniqueId },
      proof: gone(lun),
    },
    proof: {
      title: `LUN ${name} is a clone of ${source.name}`,
      read: 'lun',
      params: { uniqueId },
      expect: [
        { path: ['name'], is: name },
        { path: ['parentUniqueId'], is: source.uniqueId },
      ],
    },
    locks: [sharedLock('lun', source.id), exclusiveLock('name', 'lun', array.id, name.toLowerCase())],
    deadlineMs: 120_000,
  };
}

/** An empty thin LUN. */
export function createLunRow(
  place: RowPlace,
  { array, pool }: { array: ArrayFact; pool: PoolFact },
  lun: NewLun & { sizeBytes: number; kind: 'csv' | 'data' },
): PlanRow {
  const { uniqueId, name, sizeBytes, kind } = lun;
  return {
    ...place,
    ...on(array),
    title: `Create LUN ${name} in ${pool.name}`,
    operation: 'lun.create',
    params: { uniqueId, name, pool: pool.key, sizeBytes, kind },
    before: null,
    after: `LUN ${name}, ${formatBytes(sizeBytes)}, thin and empty`,
    undo: {
      kind: 'operation',
      title: `Delete LUN ${name}`,
      operation: 'lun.delete',
      params: { uniqueId },
      proof: gone(lun),
    },
    proof: {
      title: `LUN ${name} is there`,
      read: 'lun',
      params: { uniqueId },
      expect: [
        { path: ['name'], is: name },
        { path: ['kind'], is: kind },
      ],
    },
    locks: [exclusiveLock('name', 'lun', array.id, name.toLowerCase())],
    deadlineMs: 120_000,
  };
}

/** A LUN that the same plan has made for itself alone: nothing of worth is on it. */
export function deleteScratchLunRow(place: RowPlace, array: ArrayFact, lun: NewLun): PlanRow {
  return {
    ...place,
    ...on(array),
    title: `Delete LUN ${lun.name}`,
    operation: 'lun.delete',
    params: { uniqueId: lun.uniqueId },
    before: 'empty, used by this plan alone',
    after: 'gone',
    undo: { kind: 'irreversible', why: `LUN ${lun.name} was scratch: made for this plan alone, with nothing on it.` },
    proof: gone(lun),
    locks: [exclusiveLock('name', 'lun', array.id, lun.name.toLowerCase())],
    deadlineMs: 120_000,
  };
}

/** `until` as RFC 3339 in UTC. The LUN must be in no masking set by then. */
export function quarantineLunRow(place: RowPlace, array: ArrayFact, lun: LunFact, until: string): PlanRow {
  return {
    ...place,
    ...on(array),
    title: `Put LUN ${lun.name} in quarantine until ${until.slice(0, 10)}`,
    operation: 'lun.set-quarantine',
    params: { uniqueId: lun.uniqueId, until },
    before: 'masked from everyone',
    after: `in quarantine until ${until.slice(0, 10)}, can be restored`,
    undo: {
      kind: 'operation',
      title: `Take LUN ${lun.name} out of quarantine`,
      operation: 'lun.set-quarantine',
      params: { uniqueId: lun.uniqueId, until: lun.quarantinedUntil },
      proof: quarantined(lun, lun.quarantinedUntil),
    },
    proof: quarantined(lun, until),
    locks: [exclusiveLock('lun', lun.id)],
    deadlineMs: 60_000,
  };
}

export function restoreLunRow(place: RowPlace, array: ArrayFact, lun: LunFact): PlanRow {
  const until = lun.quarantinedUntil;
  return {
    ...place,
    ...on(array),
    title: `Take LUN ${lun.name} out of quarantine`,
    operation: 'lun.set-quarantine',
    params: { uniqueId: lun.uniqueId, until: null },
    before: `in quarantine until ${until?.slice(0, 10)}`,
    after: 'kept, masked from everyone',
    undo: {
      kind: 'operation',
      title: `Put LUN ${lun.name} back in quarantine`,
      operation: 'lun.set-quarantine',
      params: { uniqueId: lun.uniqueId, until },
      proof: quarantined(lun, until),
    },
    proof: quarantined(lun, null),
    locks: [exclusiveLock('lun', lun.id)],
    deadlineMs: 60_000,
  };
}

export function destroyLunRow(place: RowPlace, array: ArrayFact, lun: LunFact): PlanRow {
  return {
    ...place,
    ...on(array),
    title: `Destroy LUN ${lun.name}`,
    operation: 'lun.delete',
    params: { uniqueId: lun.uniqueId },
    before: `in quarantine until ${lun.quarantinedUntil?.slice(0, 10)}`,
    after: 'destroyed, its data gone',
    undo: { kind: 'irreversible', why: `What was on LUN ${lun.name} is gone once it is destroyed.` },
    proof: gone(lun),
    locks: [exclusiveLock('lun', lun.id)],
    deadlineMs: 120_000,
  };
}

function gone({ uniqueId, name }: NewLun): Proof {
  return { title: `LUN ${name} is gone`, read: 'lun', params: { uniqueId }, expect: [{ found: false }] };
}

function quarantined({ uniqueId, name }: NewLun, until: string | null): Proof {
  return {
    title: until === null ? `LUN ${name} is not in quarantine` : `LUN ${name} is in quarantine`,
    read: 'lun',
    params: { uniqueId },
    expect: [{ path: ['quarantinedUntil'], is: until }],
  };
}
